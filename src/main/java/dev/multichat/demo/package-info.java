/** The founding conversation, held by four agents over the event bus. */
@org.jspecify.annotations.NullMarked
package dev.multichat.demo;
