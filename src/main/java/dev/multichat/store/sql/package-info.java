/** What the stores in SQL databases share: each decision about a write, and each question. */
@org.jspecify.annotations.NullMarked
package dev.multichat.store.sql;
