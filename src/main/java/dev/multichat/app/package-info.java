/** The process: arguments, exit code, signals, and the only wiring. */
@org.jspecify.annotations.NullMarked
package dev.multichat.app;
