/** The schema engine's protocol: JSON-RPC on standard input and output, and one-shot commands. */
@NullMarked
package dev.gnomon.cli.rpc;

import org.jspecify.annotations.NullMarked;
