package dev.gnomon.engine.contract;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The contract of a dialect: its rules, and the checks of them. */
public final class DialectContract {

    private DialectContract() {}

    /** All rules in the order of their numbers. */
    public static List<Rule> rules() {
        return Rules.ALL;
    }

    /** All checks that there are for a dialect, in the order of the rules. */
    public static List<Check> checks(Subject subject) {
        Checks checks = new Checks(subject);
        ConnectionRules.addTo(checks);
        ReadingRules.addTo(checks);
        ChangeRules.addTo(checks, subject.dialect());
        EnforcementRules.addTo(checks);
        QuotingRules.addTo(checks);
        ScriptRules.addTo(checks);
        SessionRules.addTo(checks);
        ShadowRules.addTo(checks);
        SecretRules.addTo(checks);
        CapabilityRules.addTo(checks);
        List<Check> ordered = new ArrayList<>();
        for (Rule rule : Rules.ALL) {
            checks.collected().stream()
                    .filter(check -> check.rule().equals(rule))
                    .forEach(ordered::add);
        }
        return ordered;
    }

    /** Collects the checks of one dialect. */
    static final class Checks {

        private final Subject subject;
        private final List<Check> collected = new ArrayList<>();

        Checks(Subject subject) {
            this.subject = subject;
        }

        void add(Rule rule, Check.Body body) {
            collected.add(new Check(rule, Optional.empty(), subject, body));
        }

        void add(Rule rule, String caseName, Check.Body body) {
            collected.add(new Check(rule, Optional.of(caseName), subject, body));
        }

        List<Check> collected() {
            return collected;
        }
    }
}
