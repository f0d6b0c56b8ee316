/** Reads devlogs that were written by hand or by other tools (pure: no store, no files). */
@org.jspecify.annotations.NullMarked
package dev.multichat.devlog.old;
