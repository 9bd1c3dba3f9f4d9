/** What a file of rules allows. */
@NullMarked
package dev.gnomon.listeners.policy;

import org.jspecify.annotations.NullMarked;
