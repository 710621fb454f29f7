/// The settings of TLS on a port, as they are filled in for the source, and for both ports of a target.
///
/// Start at {@link TlsPane}. What is typed is checked in {@link TlsForm}, and what its files say is read by
/// {@link CertificateLook}: neither knows the toolkit. Knows nothing of the ports themselves.
@NullMarked
package dev.ferry.ui.tls;

import org.jspecify.annotations.NullMarked;
