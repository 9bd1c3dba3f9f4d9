/** SQL Server 2017 and later and Azure SQL, as a dialect of the engine. */
@NullMarked
package dev.gnomon.dialect.sqlserver;

import org.jspecify.annotations.NullMarked;
