%% The records of the standards in which public_key has certificates and keys. A field that is optional in the standard is asn1_NOVALUE when
%% it is absent, one with a default there asn1_DEFAULT.

%% Certificates and revocation lists: RFC 5280. Those whose names begin with OTP have their parts decoded.

-record('Certificate', {tbsCertificate, signatureAlgorithm, signature}).
-record('TBSCertificate', {
    version = asn1_DEFAULT,
    serialNumber,
    signature,
    issuer,
    validity,
    subject,
    subjectPublicKeyInfo,
    issuerUniqueID = asn1_NOVALUE,
    subjectUniqueID = asn1_NOVALUE,
    extensions = asn1_NOVALUE
}).
-record('OTPCertificate', {tbsCertificate, signatureAlgorithm, signature}).
-record('OTPTBSCertificate', {
    version = asn1_DEFAULT,
    serialNumber,
    signature,
    issuer,
    validity,
    subject,
    subjectPublicKeyInfo,
    issuerUniqueID = asn1_NOVALUE,
    subjectUniqueID = asn1_NOVALUE,
    extensions = asn1_NOVALUE
}).
-record('Validity', {notBefore, notAfter}).
-record('SubjectPublicKeyInfo', {algorithm, subjectPublicKey}).
-record('OTPSubjectPublicKeyInfo', {algorithm, subjectPublicKey}).
-record('AlgorithmIdentifier', {algorithm, parameters = asn1_NOVALUE}).
-record('SignatureAlgorithm', {algorithm, parameters = asn1_NOVALUE}).
-record('PublicKeyAlgorithm', {algorithm, parameters = asn1_NOVALUE}).
-record('Attribute', {type, values}).
-record('AttributeTypeAndValue', {type, value}).
-record('OTPAttributeTypeAndValue', {type, value}).
-record('Extension', {extnID, critical = asn1_DEFAULT, extnValue}).
-record('OTPExtension', {extnID, critical = asn1_DEFAULT, extnValue}).
-record('CertificateList', {tbsCertList, signatureAlgorithm, signature}).
-record('TBSCertList', {
    version = asn1_NOVALUE,
    signature,
    issuer,
    thisUpdate,
    nextUpdate = asn1_NOVALUE,
    revokedCertificates = asn1_NOVALUE,
    crlExtensions = asn1_NOVALUE
}).
-record('TBSCertList_revokedCertificates_SEQOF', {userCertificate, revocationDate, crlEntryExtensions = asn1_NOVALUE}).

%% What extensions hold: RFC 5280, section 4.2 and 5.2.

-record('AuthorityKeyIdentifier', {
    keyIdentifier = asn1_NOVALUE,
    authorityCertIssuer = asn1_NOVALUE,
    authorityCertSerialNumber = asn1_NOVALUE
}).
-record('PrivateKeyUsagePeriod', {notBefore = asn1_NOVALUE, notAfter = asn1_NOVALUE}).
-record('PolicyInformation', {policyIdentifier, policyQualifiers = asn1_NOVALUE}).
-record('PolicyQualifierInfo', {policyQualifierId, qualifier}).
-record('UserNotice', {noticeRef = asn1_NOVALUE, explicitText = asn1_NOVALUE}).
-record('NoticeReference', {organization, noticeNumbers}).
-record('PolicyMappings_SEQOF', {issuerDomainPolicy, subjectDomainPolicy}).
-record('AnotherName', {'type-id', value}).
-record('EDIPartyName', {nameAssigner = asn1_NOVALUE, partyName}).
-record('BasicConstraints', {cA = asn1_DEFAULT, pathLenConstraint = asn1_NOVALUE}).
-record('NameConstraints', {permittedSubtrees = asn1_NOVALUE, excludedSubtrees = asn1_NOVALUE}).
-record('GeneralSubtree', {base, minimum = asn1_DEFAULT, maximum = asn1_NOVALUE}).
-record('PolicyConstraints', {requireExplicitPolicy = asn1_NOVALUE, inhibitPolicyMapping = asn1_NOVALUE}).
-record('DistributionPoint', {distributionPoint = asn1_NOVALUE, reasons = asn1_NOVALUE, cRLIssuer = asn1_NOVALUE}).
-record('AccessDescription', {accessMethod, accessLocation}).
-record('IssuingDistributionPoint', {
    distributionPoint = asn1_NOVALUE,
    onlyContainsUserCerts = asn1_DEFAULT,
    onlyContainsCACerts = asn1_DEFAULT,
    onlySomeReasons = asn1_NOVALUE,
    indirectCRL = asn1_DEFAULT,
    onlyContainsAttributeCerts = asn1_DEFAULT
}).

%% RSA: RFC 8017.

-record('RSAPublicKey', {modulus, publicExponent}).
-record('RSAPrivateKey', {
    version,
    modulus,
    publicExponent,
    privateExponent,
    prime1,
    prime2,
    exponent1,
    exponent2,
    coefficient,
    otherPrimeInfos = asn1_NOVALUE
}).
-record('OtherPrimeInfo', {prime, exponent, coefficient}).
-record('DigestInfoPKCS-1', {digestAlgorithm, digest}).
-record('RSASSA-PSS-params', {
    hashAlgorithm = asn1_DEFAULT,
    maskGenAlgorithm = asn1_DEFAULT,
    saltLength = asn1_DEFAULT,
    trailerField = asn1_DEFAULT
}).
-record('RSAES-OAEP-params', {
    hashAlgorithm = asn1_DEFAULT,
    maskGenAlgorithm = asn1_DEFAULT,
    pSourceAlgorithm = asn1_DEFAULT
}).
-record('HashAlgorithm', {algorithm, parameters = asn1_NOVALUE}).
-record('MaskGenAlgorithm', {algorithm, parameters = asn1_NOVALUE}).
-record('PSourceAlgorithm', {algorithm, parameters = asn1_NOVALUE}).

%% Elliptic curves: RFC 3279 and RFC 5915.

-record('ECPrivateKey', {
    version,
    privateKey,
    parameters = asn1_NOVALUE,
    publicKey = asn1_NOVALUE,
    attributes = asn1_NOVALUE
}).
-record('ECParameters', {version, fieldID, curve, base, order, cofactor = asn1_NOVALUE}).
-record('Curve', {a, b, seed = asn1_NOVALUE}).
-record('FieldID', {fieldType, parameters}).
-record('Pentanomial', {k1, k2, k3}).
-record('Characteristic-two', {m, basis, parameters}).
-record('ECDSA-Sig-Value', {r, s}).

%% DSA and Diffie-Hellman: RFC 3279, PKCS 3.

-record('DSAPrivateKey', {version, p, q, g, y, x}).
-record('Dss-Parms', {p, q, g}).
-record('Dss-Sig-Value', {r, s}).
-record('DomainParameters', {p, g, q, j = asn1_NOVALUE, validationParms = asn1_NOVALUE}).
-record('ValidationParms', {seed, pgenCounter}).
-record('DHParameter', {prime, base, privateValueLength = asn1_NOVALUE}).

%% Requests for certificates: RFC 2986.

-record('CertificationRequest', {certificationRequestInfo, signatureAlgorithm, signature}).
-record('CertificationRequest_signatureAlgorithm', {algorithm, parameters = asn1_NOVALUE}).
-record('CertificationRequestInfo', {version, subject, subjectPKInfo, attributes}).
-record('CertificationRequestInfo_subjectPKInfo', {algorithm, subjectPublicKey}).
-record('CertificationRequestInfo_subjectPKInfo_algorithm', {algorithm, parameters = asn1_NOVALUE}).
-record('AttributePKCS-10', {type, values}).

%% The status of certificates: RFC 6960.

-record('OCSPRequest', {tbsRequest, optionalSignature = asn1_NOVALUE}).
-record('TBSRequest', {
    version = asn1_DEFAULT,
    requestorName = asn1_NOVALUE,
    requestList,
    requestExtensions = asn1_NOVALUE
}).
-record('Request', {reqCert, singleRequestExtensions = asn1_NOVALUE}).
-record('CertID', {hashAlgorithm, issuerNameHash, issuerKeyHash, serialNumber}).
-record('OCSPResponse', {responseStatus, responseBytes = asn1_NOVALUE}).
-record('ResponseBytes', {responseType, response}).
-record('BasicOCSPResponse', {tbsResponseData, signatureAlgorithm, signature, certs = asn1_NOVALUE}).
-record('ResponseData', {
    version = asn1_DEFAULT,
    responderID,
    producedAt,
    responses,
    responseExtensions = asn1_NOVALUE
}).
-record('SingleResponse', {certID, certStatus, thisUpdate, nextUpdate = asn1_NOVALUE, singleExtensions = asn1_NOVALUE}).
-record('RevokedInfo', {revocationTime, revocationReason = asn1_NOVALUE}).
