/** The store in one Redis server: a Lua script for each append, over connections that heal. */
@org.jspecify.annotations.NullMarked
package dev.multichat.store.redis;
