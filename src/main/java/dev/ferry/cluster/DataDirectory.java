package dev.ferry.cluster;

/// One data directory of a node.
///
/// @param path absolute
/// @param device the file system's device number: hard links stay within one
/// @param freeBytes free for us, in bytes
/// @param totalBytes of the file system, in bytes
/// @param isReadable whether our user can list it
/// @param isWritable whether our user can create folders in it
public record DataDirectory(
        String path, String device, long freeBytes, long totalBytes, boolean isReadable, boolean isWritable) {}
