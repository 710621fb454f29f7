package dev.ferry.engine;

/// How far a survey has come.
///
/// @param looked how many nodes have been looked at
/// @param of how many nodes there are to look at; those that are down are not
/// @param latest the address of the node that was looked at last; empty before the first
public record SurveyProgress(int looked, int of, String latest) {
    public SurveyProgress {
        if (looked < 0 || looked > of) {
            throw new IllegalArgumentException(looked + " of " + of);
        }
    }
}
