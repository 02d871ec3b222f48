package dev.reverie.service.node;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetSocketAddress;
import java.security.GeneralSecurityException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import org.junit.jupiter.api.Test;

final class DataSecurityTest {
  private static final String[] ALGORITHMS = {"TLS_AES_128_GCM_SHA256"};
  private static final InetSocketAddress PEER = InetSocketAddress.createUnresolved("10.0.0.9", 7);

  private static SSLEngine client(boolean verifies) throws GeneralSecurityException {
    return DataSecurity.client(SSLContext.getDefault(), ALGORITHMS, PEER, verifies);
  }

  @Test
  void shouldVerifyHostNamesWhereMessagesDo() throws GeneralSecurityException {
    SSLEngine verifies = client(true);
    assertEquals("HTTPS", verifies.getSSLParameters().getEndpointIdentificationAlgorithm());
    assertEquals("10.0.0.9", verifies.getPeerHost());
    assertNull(client(false).getSSLParameters().getEndpointIdentificationAlgorithm());
  }

  @Test
  void shouldAllowNothingElseThanMessagesDo() throws GeneralSecurityException {
    SSLEngine server = DataSecurity.server(SSLContext.getDefault(), ALGORITHMS);
    assertTrue(server.getNeedClientAuth());
    for (SSLEngine engine : new SSLEngine[] {server, client(true)}) {
      assertArrayEquals(ALGORITHMS, engine.getEnabledCipherSuites());
      assertArrayEquals(new String[] {"TLSv1.3"}, engine.getEnabledProtocols());
    }
  }
}
