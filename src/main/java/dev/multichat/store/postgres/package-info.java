/** The store in a PostgreSQL database: one writing connection, and readers over Vert.x's pool. */
@org.jspecify.annotations.NullMarked
package dev.multichat.store.postgres;
