package dev.ferry.aiven;

/// A place where services can run (`GET /project/P/clouds`).
///
/// @param name for example `google-europe-west1`
/// @param description for people, for example `Europe, Belgium - Google Cloud: Belgium`
/// @param region for example `europe`
/// @param provider for people, for example `Google Cloud`; older servers tell it in the description only
public record Cloud(String name, String description, String region, String provider) {}
