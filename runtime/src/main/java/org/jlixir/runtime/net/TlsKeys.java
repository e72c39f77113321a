package org.jlixir.runtime.net;

import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jlixir.runtime.error.ElixirException;
import org.jlixir.runtime.process.Proc;
import org.jlixir.runtime.term.Atom;
import org.jlixir.runtime.term.Bitstring;
import org.jspecify.annotations.Nullable;

/** Chooses what one side of a connection proves itself by. An alias is an index in the list of identities. */
final class TlsKeys extends X509ExtendedKeyManager {
    private final TlsSettings settings;
    private final Proc self;
    private final List<TlsSettings.Identity> identities;

    /** @param self the process that {@link TlsSettings#identitiesFor} is called in */
    TlsKeys(TlsSettings settings, Proc self) {
        this.settings = settings;
        this.self = self;
        identities = new ArrayList<>(settings.identities());
    }

    @Override
    public @Nullable String chooseEngineServerAlias(
            String keyType, Principal @Nullable [] issuers, @Nullable SSLEngine engine) {
        return alias(candidates(engine), keyType);
    }

    private List<TlsSettings.Identity> candidates(@Nullable SSLEngine engine) {
        if (settings.identitiesFor() == null) {
            return identities;
        }
        try {
            List<TlsSettings.Identity> named =
                    TlsSettings.identities(self.apply1(settings.identitiesFor(), requestedName(engine)));
            return named.isEmpty() ? identities : named;
        } catch (GeneralSecurityException | ElixirException _) {
            return List.of();
        }
    }

    private static Object requestedName(@Nullable SSLEngine engine) {
        if (engine != null && engine.getHandshakeSession() instanceof ExtendedSSLSession session) {
            for (SNIServerName name : session.getRequestedServerNames()) {
                if (name instanceof SNIHostName host) {
                    return Bitstring.of(host.getAsciiName());
                }
            }
        }
        return Atom.UNDEFINED;
    }

    @Override
    public @Nullable String chooseEngineClientAlias(
            String[] keyTypes, Principal @Nullable [] issuers, @Nullable SSLEngine engine) {
        for (String keyType : keyTypes) {
            String alias = alias(identities, keyType);
            if (alias != null) {
                return alias;
            }
        }
        return null;
    }

    /** Identities that a name has led to are added to the list, so that their aliases are indexes too. */
    private @Nullable String alias(List<TlsSettings.Identity> candidates, String keyType) {
        for (TlsSettings.Identity identity : candidates) {
            if (fits(identity.key(), keyType)) {
                if (!identities.contains(identity)) {
                    identities.add(identity);
                }
                return Integer.toString(identities.indexOf(identity));
            }
        }
        return null;
    }

    private static boolean fits(PrivateKey key, String keyType) {
        String algorithm = key.getAlgorithm();
        return keyType.equals(algorithm)
                || keyType.startsWith(algorithm + "_")
                || keyType.equals("EdDSA") && algorithm.startsWith("Ed");
    }

    @Override
    public PrivateKey getPrivateKey(String alias) {
        return identities.get(Integer.parseInt(alias)).key();
    }

    @Override
    public X509Certificate[] getCertificateChain(String alias) {
        return identities.get(Integer.parseInt(alias)).chain();
    }

    // ---- what the JDK does not ask an engine's keys for

    @Override
    public String[] getClientAliases(String keyType, Principal @Nullable [] issuers) {
        return aliases();
    }

    @Override
    public String[] getServerAliases(String keyType, Principal @Nullable [] issuers) {
        return aliases();
    }

    private String[] aliases() {
        return IntStream.range(0, identities.size()).mapToObj(Integer::toString).toArray(String[]::new);
    }

    @Override
    public @Nullable String chooseClientAlias(
            String[] keyTypes, Principal @Nullable [] issuers, @Nullable Socket socket) {
        return chooseEngineClientAlias(keyTypes, issuers, null);
    }

    @Override
    public @Nullable String chooseServerAlias(String keyType, Principal @Nullable [] issuers, @Nullable Socket socket) {
        return chooseEngineServerAlias(keyType, issuers, null);
    }
}
