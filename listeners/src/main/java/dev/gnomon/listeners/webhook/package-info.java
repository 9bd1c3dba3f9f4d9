/** Events told to a web server. */
@NullMarked
package dev.gnomon.listeners.webhook;

import org.jspecify.annotations.NullMarked;
