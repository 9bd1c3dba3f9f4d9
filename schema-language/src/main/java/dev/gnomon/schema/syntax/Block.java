package dev.gnomon.schema.syntax;

import java.util.List;
import java.util.Optional;

/** A named block with braces. */
public sealed interface Block extends TopLevelEntry permits ModelBlock, EnumBlock, ConfigBlock {

    /** Give the block's name. */
    Identifier name();

    /** Give the keyword that begins the block. */
    String keyword();

    /** Give everything between the braces in the order of the text. */
    List<BlockEntry> entries();

    /** Give the text of the documentation comment directly in front, lines joined with a newline. */
    Optional<String> documentation();
}
