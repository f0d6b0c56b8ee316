package dev.multichat.store;

/**
 * What a store is.
 *
 * @param url as in the configuration, without secrets
 * @param durability what "completed" promises here, in a few words
 * @param epoch changes on restore and migration, so that cursors of before are refused
 */
public record StoreInfo(String url, String durability, String epoch, int schema) {}
