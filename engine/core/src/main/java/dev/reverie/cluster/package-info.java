/**
 * One training on the nodes of a cluster. Each node has a host, which carries workers; the
 * conductor, of which there is one, has the aggregator, places workers on hosts, and passes on what
 * they say. Small messages travel as Akka's, snapshots, contributions and states over connections
 * for data.
 *
 * <pre>
 *   conductor (singleton)  -- Invite, Welcome, Carry, Drop, Deliver -->  host (one a node)
 *     aggregator           &lt;-- Hello, Joined, Said --------------------    workers
 *     data server          ==  snapshots, tiles  ======================&gt;    snapshot store
 *                          &lt;==  contributions, states  ================
 * </pre>
 */
package dev.reverie.cluster;
