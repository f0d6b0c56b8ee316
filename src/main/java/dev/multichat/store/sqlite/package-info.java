/** The store in one SQLite file: one writer thread over plain JDBC, readers over Vert.x's pool. */
@org.jspecify.annotations.NullMarked
package dev.multichat.store.sqlite;
