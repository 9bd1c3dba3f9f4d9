/** The rules that every dialect is held to, and the checks that hold it to them. */
@NullMarked
package dev.gnomon.engine.contract;

import org.jspecify.annotations.NullMarked;
