package dev.gnomon.cli;

import dev.gnomon.engine.contract.Check;
import dev.gnomon.engine.contract.Outcome;
import dev.gnomon.engine.contract.Rule;
import dev.gnomon.engine.dialect.Dialect;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import tools.jackson.core.JsonGenerator;

/** What became of the rules of the contract. */
record TckReport(Dialect dialect, List<RuleResult> results) {

    /** How a rule came out. */
    enum Verdict {
        PASSED,
        FAILED,
        NOT_APPLICABLE
    }

    /** A case in which a rule was broken. */
    private record Failure(String caseName, String reason) {}

    /** The checks of one rule. */
    static final class RuleResult {

        private static final int LINES_OF_A_REASON = 8;

        private final Rule rule;
        private final List<Failure> failures = new ArrayList<>();
        private String otherwise = "no case of it is about this dialect";
        private int passed;
        private int checks;

        RuleResult(Rule rule) {
            this.rule = rule;
        }

        void add(Check check, Outcome outcome) {
            checks++;
            switch (outcome) {
                case Outcome.Passed ignored -> passed++;
                case Outcome.Failed failed ->
                    failures.add(new Failure(check.caseName().orElse(""), failed.reason()));
                case Outcome.NotApplicable other -> otherwise = other.reason();
            }
        }

        Verdict verdict() {
            if (!failures.isEmpty()) {
                return Verdict.FAILED;
            }
            return passed > 0 ? Verdict.PASSED : Verdict.NOT_APPLICABLE;
        }

        boolean breaksMust() {
            return verdict() == Verdict.FAILED && rule.strength() == Rule.Strength.MUST;
        }

        String text() {
            StringBuilder text = new StringBuilder(String.format(
                    Locale.ROOT,
                    "%-5s %-6s %-14s %s",
                    rule.number(),
                    rule.strength(),
                    words(verdict()),
                    rule.sentence()));
            if (verdict() == Verdict.NOT_APPLICABLE) {
                text.append(": ").append(otherwise);
            }
            for (Failure failure : failures) {
                if (!failure.caseName().isEmpty()) {
                    text.append("\n      ").append(failure.caseName());
                }
                failure.reason()
                        .lines()
                        .limit(LINES_OF_A_REASON)
                        .forEach(line -> text.append("\n        ").append(line));
            }
            return text.toString();
        }

        private static String words(Verdict verdict) {
            return verdict == Verdict.FAILED
                    ? "FAILED"
                    : verdict.name().toLowerCase(Locale.ROOT).replace('_', ' ');
        }

        private void write(JsonGenerator json) {
            json.writeStartObject();
            json.writeStringProperty("rule", rule.number());
            json.writeStringProperty("strength", rule.strength().name());
            json.writeStringProperty("sentence", rule.sentence());
            json.writeStringProperty("verdict", verdict().name());
            json.writeNumberProperty("checks", checks);
            if (verdict() == Verdict.NOT_APPLICABLE) {
                json.writeStringProperty("reason", otherwise);
            }
            json.writeArrayPropertyStart("failures");
            for (Failure failure : failures) {
                json.writeStartObject();
                json.writeStringProperty("case", failure.caseName());
                json.writeStringProperty("reason", failure.reason());
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        }
    }

    TckReport {
        results = List.copyOf(results);
    }

    /** Whether every MUST is kept. */
    boolean kept() {
        return results.stream().noneMatch(RuleResult::breaksMust);
    }

    private long count(Verdict verdict) {
        return results.stream().filter(result -> result.verdict() == verdict).count();
    }

    String summary() {
        int checks = results.stream().mapToInt(result -> result.checks).sum();
        return "The dialect " + dialect.id() + " (" + dialect.displayName() + ") "
                + (kept() ? "keeps the contract" : "breaks the contract") + ": " + results.size() + " rules, "
                + count(Verdict.PASSED) + " passed, " + count(Verdict.FAILED) + " failed, "
                + count(Verdict.NOT_APPLICABLE) + " not applicable; " + checks + " checks.";
    }

    void write(JsonGenerator json) {
        json.writeStringProperty("dialect", dialect.id().value());
        json.writeStringProperty("name", dialect.displayName());
        json.writeNumberProperty("passed", count(Verdict.PASSED));
        json.writeNumberProperty("failed", count(Verdict.FAILED));
        json.writeNumberProperty("notApplicable", count(Verdict.NOT_APPLICABLE));
        json.writeArrayPropertyStart("rules");
        results.forEach(result -> result.write(json));
        json.writeEndArray();
    }
}
