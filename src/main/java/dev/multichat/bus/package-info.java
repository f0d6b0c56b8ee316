/** The only user of the event bus: internal addresses, codecs, the public gateway and a client. */
@org.jspecify.annotations.NullMarked
package dev.multichat.bus;
