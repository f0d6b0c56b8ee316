/**
 * Moves what is recorded between stores and files, and looks whether a store is sound. Everything
 * here blocks: call it from a thread that may wait.
 */
@org.jspecify.annotations.NullMarked
package dev.multichat.move;
