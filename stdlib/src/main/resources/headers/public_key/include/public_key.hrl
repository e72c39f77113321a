%% The records in which public_key has certificates and keys: those of the standards, and some more.

-include("OTP-PUB-KEY.hrl").

%% A point of an elliptic curve.

-record('ECPoint', {point}).

%% Private keys, encrypted or not: RFC 5958, RFC 8018.

-record('PrivateKeyInfo', {version, privateKeyAlgorithm, privateKey, attributes = asn1_NOVALUE}).
-record('PrivateKeyInfo_privateKeyAlgorithm', {algorithm, parameters = asn1_NOVALUE}).
-record('OneAsymmetricKey', {
    version,
    privateKeyAlgorithm,
    privateKey,
    attributes = asn1_NOVALUE,
    publicKey = asn1_NOVALUE
}).
-record('OneAsymmetricKey_privateKeyAlgorithm', {algorithm, parameters = asn1_NOVALUE}).
-record('EncryptedPrivateKeyInfo', {encryptionAlgorithm, encryptedData}).
-record('EncryptedPrivateKeyInfo_encryptionAlgorithm', {algorithm, parameters = asn1_NOVALUE}).
-record('PBES2-params', {keyDerivationFunc, encryptionScheme}).
-record('PBEParameter', {salt, iterationCount}).
-record('PBKDF2-params', {salt, iterationCount, keyLength = asn1_NOVALUE, prf = asn1_DEFAULT}).

%% A certificate as DER and as a record.

-record(cert, {der, otp}).
