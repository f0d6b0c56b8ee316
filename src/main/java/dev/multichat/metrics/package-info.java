/** What is measured: the only user of Micrometer. */
@org.jspecify.annotations.NullMarked
package dev.multichat.metrics;
