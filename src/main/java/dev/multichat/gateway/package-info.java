/** What the ways in have in common: who comes in, how much at once, and how a failure is told. */
@org.jspecify.annotations.NullMarked
package dev.multichat.gateway;
