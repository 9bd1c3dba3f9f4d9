/** Everything about H2; only {@link org.example.gnomon.h2.H2Dialect} is for others. */
package org.example.gnomon.h2;
