package dev.gnomon.schema.syntax;

/** Something outside of all blocks, or a block, in the order of the text. */
public sealed interface TopLevelEntry permits Block, Comment, BlankLines, InvalidText {

    /** Give the place in the text. */
    Span span();
}
