package org.jlixir.runtime.net;

import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.cert.CertPathBuilder;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertStore;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateException;
import java.security.cert.CollectionCertStoreParameters;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CertSelector;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jlixir.runtime.error.ElixirException;
import org.jlixir.runtime.process.Proc;
import org.jlixir.runtime.term.Atom;
import org.jlixir.runtime.term.Bitstring;
import org.jlixir.runtime.term.ListBuilder;
import org.jlixir.runtime.term.Tuple;
import org.jspecify.annotations.Nullable;

/**
 * Finds out what is wrong with the other side's certificates and has {@link TlsSettings#judge} say what follows from it.
 *
 * <p>The other side is told by an alert of the JDK's choice: where the refusal is {@code :unknown_ca} that is
 * {@code certificate_unknown}.
 */
final class TlsTrust extends X509ExtendedTrustManager {
    private final TlsSettings settings;
    private final Proc self;

    /** {@code {name, detail}} of the alert that a refused chain leads to. */
    @Nullable
    Tuple refusal;

    /** @param self the process that the judge is called in */
    TlsTrust(TlsSettings settings, Proc self) {
        this.settings = settings;
        this.self = self;
    }

    private void check(X509Certificate[] chain) throws CertificateException {
        if (!settings.verify()) {
            return;
        }
        Object verdict;
        try {
            verdict = self.apply2(settings.judge(), encoded(chain), flaw(chain));
        } catch (ElixirException _) {
            verdict = Tuple.of(Atom.of("alert"), Atom.of("internal_error"), Bitstring.EMPTY);
        }
        if (verdict instanceof Tuple alert && alert.size() == 3) {
            refusal = Tuple.of(alert.get(1), alert.get(2));
            throw refused(((Atom) alert.get(1)).name());
        }
    }

    private static Object encoded(X509Certificate[] chain) throws CertificateEncodingException {
        ListBuilder encoded = new ListBuilder();
        for (X509Certificate certificate : chain) {
            encoded.add(Bitstring.ofBytes(certificate.getEncoded()));
        }
        return encoded.finish();
    }

    /** The first that is found of what OTP calls the reasons of a bad certificate, or {@code :valid}. */
    private Atom flaw(X509Certificate[] chain) {
        if (Arrays.stream(chain).anyMatch(TlsTrust::isExpired)) {
            return Atom.of("cert_expired");
        }
        X509Certificate first = chain[0];
        if (chain.length == 1 && signedBy(first, first)) {
            return Atom.of("selfsigned_peer");
        }
        if (leadsToAnchor(chain)) {
            return Atom.of("valid");
        }
        X509Certificate last = chain[chain.length - 1];
        boolean known = settings.anchors().stream()
                .anyMatch(anchor -> anchor.getSubjectX500Principal().equals(last.getIssuerX500Principal()));
        return Atom.of(known ? "invalid_signature" : "unknown_ca");
    }

    /** Or not valid yet. */
    private static boolean isExpired(X509Certificate certificate) {
        try {
            certificate.checkValidity();
            return false;
        } catch (CertificateException _) {
            return true;
        }
    }

    private static boolean signedBy(X509Certificate certificate, X509Certificate issuer) {
        try {
            certificate.verify(issuer.getPublicKey());
            return true;
        } catch (GeneralSecurityException _) {
            return false;
        }
    }

    private boolean leadsToAnchor(X509Certificate[] chain) {
        // Who is trusted is trusted as it stands: of a whole certificate the JDK would ask that it be an authority's.
        Set<TrustAnchor> anchors = settings.anchors().stream()
                .map(anchor -> new TrustAnchor(anchor.getSubjectX500Principal(), anchor.getPublicKey(), null))
                .collect(Collectors.toSet());
        if (anchors.isEmpty()) {
            return false;
        }
        try {
            X509CertSelector target = new X509CertSelector();
            target.setCertificate(chain[0]);
            PKIXBuilderParameters parameters = new PKIXBuilderParameters(anchors, target);
            parameters.setRevocationEnabled(false);
            parameters.addCertStore(
                    CertStore.getInstance("Collection", new CollectionCertStoreParameters(Arrays.asList(chain))));
            CertPathBuilder.getInstance("PKIX").build(parameters);
            return true;
        } catch (GeneralSecurityException _) {
            return false;
        }
    }

    /** The cause decides which alert the JDK sends. */
    private static CertificateException refused(String alert) {
        CertPathValidatorException.BasicReason reason = switch (alert) {
            case "certificate_expired" -> CertPathValidatorException.BasicReason.EXPIRED;
            case "bad_certificate" -> CertPathValidatorException.BasicReason.INVALID_SIGNATURE;
            case "certificate_revoked" -> CertPathValidatorException.BasicReason.REVOKED;
            default -> CertPathValidatorException.BasicReason.UNSPECIFIED;
        };
        return new CertificateException(alert, new CertPathValidatorException(alert, null, null, -1, reason));
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) throws CertificateException {
        check(chain);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) throws CertificateException {
        check(chain);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) throws CertificateException {
        check(chain);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) throws CertificateException {
        check(chain);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) throws CertificateException {
        check(chain);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
        check(chain);
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return settings.anchors().toArray(X509Certificate[]::new);
    }
}
