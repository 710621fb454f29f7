/**
 * What runs on a source node, inside the loader's Java or beside it: the only code of Ferry that ever leaves the
 * workstation.
 *
 * <p>Start at {@link dev.ferry.node.Agent}. Written for Java 8, on nothing but the JDK and the driver that every
 * loader brings; Cassandra's own classes are called by their names, in {@link dev.ferry.node.Bulk} and
 * {@link dev.ferry.node.PaceWatch} alone, for they differ by release. It is packed into one small jar, {@code ferry-node.jar}.
 */
package dev.ferry.node;
