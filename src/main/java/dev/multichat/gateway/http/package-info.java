/** The way in over HTTP: decode, call, encode. */
@org.jspecify.annotations.NullMarked
package dev.multichat.gateway.http;
