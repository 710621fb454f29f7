package dev.ferry.secrets;

/// A certificate with its private key, as PEM texts.
///
/// @param certificate one or more certificates, the owner's first
/// @param key the private key, PKCS#1, PKCS#8 or EC, unencrypted
public record KeyPairPem(String certificate, Secret key) {}
