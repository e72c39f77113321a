package org.jlixir.runtime.net;

import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.List;
import org.jlixir.runtime.term.Atom;
import org.jlixir.runtime.term.Bitstring;
import org.jlixir.runtime.term.ElixirMap;
import org.jlixir.runtime.term.Fun;
import org.jlixir.runtime.term.TermList;
import org.jlixir.runtime.term.Tuple;
import org.jspecify.annotations.Nullable;

/**
 * What one side of a TLS connection is to do, as {@code :ssl} makes it of its options.
 *
 * @param identities what this side may prove itself by
 * @param identitiesFor a function of the name that the client asks for, which answers other identities; of a server only
 * @param anchors the certificates that are trusted
 * @param verify whether the other side has to show a certificate that is trusted
 * @param require whether a client has to show one at all
 * @param versions the JDK's names of protocols
 * @param suites the JDK's names of cipher suites; the JDK's own choice when empty
 * @param serverName the name that a client asks for, or null
 * @param protocols names of application protocols (ALPN), the preferred one first
 * @param judge a function of the other side's chain and of what is wrong with it, {@code :valid} if nothing is: {@code :ok} or
 *     {@code {:alert, name, detail}}, an atom and a binary
 */
record TlsSettings(
        boolean client,
        List<Identity> identities,
        @Nullable Fun identitiesFor,
        List<X509Certificate> anchors,
        boolean verify,
        boolean require,
        List<String> versions,
        List<String> suites,
        @Nullable String serverName,
        List<String> protocols,
        Fun judge) {

    /** A private key and the certificate for it, with those that it was signed by. */
    record Identity(PrivateKey key, X509Certificate[] chain) {}

    private static final List<String> KEY_ALGORITHMS = List.of("RSA", "EC", "EdDSA", "RSASSA-PSS");

    /** @throws GeneralSecurityException when a key or certificate cannot be read */
    static TlsSettings parse(ElixirMap map) throws GeneralSecurityException {
        return new TlsSettings(
                map.get(Atom.of("role")) == Atom.of("client"),
                identities(map.getOrFail(Atom.of("identities"))),
                map.get(Atom.of("identities_for")) instanceof Fun fun ? fun : null,
                List.of(certificates(map.getOrFail(Atom.of("anchors")))),
                map.get(Atom.of("verify")) == Atom.TRUE,
                map.get(Atom.of("require")) == Atom.TRUE,
                names(map.getOrFail(Atom.of("versions"))),
                names(map.getOrFail(Atom.of("suites"))),
                map.get(Atom.of("server_name")) instanceof Bitstring name ? name.utf8() : null,
                names(map.getOrFail(Atom.of("protocols"))),
                (Fun) map.getOrFail(Atom.of("judge")));
    }

    /** Of {@code [{chain, key}]}, certificates and PKCS 8 in DER. */
    static List<Identity> identities(Object list) throws GeneralSecurityException {
        List<Identity> identities = new ArrayList<>();
        for (Object pair : TermList.toJava(list)) {
            Tuple identity = (Tuple) pair;
            identities.add(new Identity(key(((Bitstring) identity.get(1)).toBytes()), certificates(identity.get(0))));
        }
        return identities;
    }

    private static PrivateKey key(byte[] der) throws GeneralSecurityException {
        for (String algorithm : KEY_ALGORITHMS) {
            try {
                return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(der));
            } catch (InvalidKeySpecException _) {
                // A key of another kind.
            }
        }
        throw new InvalidKeySpecException("a key of an unknown kind");
    }

    /** Of a list in DER. */
    static X509Certificate[] certificates(Object list) throws GeneralSecurityException {
        CertificateFactory factory = CertificateFactory.getInstance("X.509");
        List<X509Certificate> certificates = new ArrayList<>();
        for (Object der : TermList.toJava(list)) {
            certificates.add((X509Certificate)
                    factory.generateCertificate(new ByteArrayInputStream(((Bitstring) der).toBytes())));
        }
        return certificates.toArray(X509Certificate[]::new);
    }

    private static List<String> names(Object list) {
        return TermList.toJava(list).stream()
                .map(name -> ((Bitstring) name).latin1())
                .toList();
    }
}
