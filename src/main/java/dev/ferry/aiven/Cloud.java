package dev.ferry.aiven;

/// A place where services can run (`GET /project/P/clouds`).
///
/// @param name for example `google-europe-west1`
/// @param description for people, for example `Europe, Belgium - Google Cloud: Belgium`
/// @param region for example `europe`
public record Cloud(String name, String description, String region) {}
