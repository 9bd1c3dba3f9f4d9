package dev.gnomon.engine.dialect;

/**
 * A preview feature of the schema language that has another name now, for one provider.
 *
 * @param provider the provider's usual name
 * @param oldName  which is still read
 * @param newName  which counts
 * @param link     to read more
 */
public record PreviewFeatureRename(String provider, String oldName, String newName, String link) {}
