/** One tree of records that check themselves, and its loader. */
@org.jspecify.annotations.NullMarked
package dev.multichat.config;
