/// Ferry moves an Apache Cassandra cluster to another one by its data files.
@NullMarked
package dev.ferry;

import org.jspecify.annotations.NullMarked;
