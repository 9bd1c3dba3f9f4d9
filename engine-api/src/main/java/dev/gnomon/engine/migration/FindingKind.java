package dev.gnomon.engine.migration;

import dev.gnomon.engine.migration.DataLossReport.Severity;

/**
 * What a finding about data loss can be. Ids are never renumbered: reports, baselines and documentation link to them.
 */
public enum FindingKind {
    /** A table goes. Counted are its rows. */
    TABLE_DROPPED("GN-D001", "TableDropped", Severity.WARNING),
    /** A column goes. Counted are its values that are not null. */
    COLUMN_DROPPED("GN-D002", "ColumnDropped", Severity.WARNING),
    /** What the schema cannot say goes along with columns. Nothing is counted. */
    FEATURES_LOST("GN-D003", "FeaturesLost", Severity.WARNING),
    /** Views, triggers or policies use columns that go or change their type. Nothing is counted. */
    USERS_BROKEN("GN-D004", "UsersBroken", Severity.WARNING),
    /** A column's type changes, and values may be cut. Counted are its values that are not null. */
    CAST_IS_RISKY("GN-D005", "CastIsRisky", Severity.WARNING),
    /** A column's type changes, and the cast may fail. Counted are its values that are not null. */
    CAST_MAY_FAIL("GN-D006", "CastMayFail", Severity.WARNING),
    /** A primary key changes. Counted are the rows of the table. */
    PRIMARY_KEY_CHANGED("GN-D007", "PrimaryKeyChanged", Severity.WARNING),
    /** A unique index may meet duplicates. Nothing is counted. */
    UNIQUE_INDEX_ADDED("GN-D008", "UniqueIndexAdded", Severity.WARNING),
    /** Values leave an enum, and rows may have them. Nothing is counted. */
    ENUM_VALUES_REMOVED("GN-D009", "EnumValuesRemoved", Severity.WARNING),
    /** A column is dropped and comes back empty. Counted are its values that are not null. */
    COLUMN_RECREATED("GN-D010", "ColumnRecreated", Severity.WARNING),
    /** A column that needs a value is added without one. Counted are the rows of the table. */
    REQUIRED_COLUMN_ADDED("GN-D011", "RequiredColumnAdded", Severity.UNEXECUTABLE),
    /** A column must not be null any more. Counted are its nulls. */
    COLUMN_BECOMES_REQUIRED("GN-D012", "ColumnBecomesRequired", Severity.UNEXECUTABLE),
    /** A column becomes a list. Counted are its values that are not null. */
    COLUMN_BECOMES_LIST("GN-D013", "ColumnBecomesList", Severity.UNEXECUTABLE),
    /** A column that needs a value would come back empty. Counted are its values that are not null. */
    REQUIRED_COLUMN_RECREATED("GN-D014", "RequiredColumnRecreated", Severity.UNEXECUTABLE);

    private final String id;
    private final String word;
    private final Severity severity;

    FindingKind(String id, String word, Severity severity) {
        this.id = id;
        this.word = word;
        this.severity = severity;
    }

    /** {@code GN-D001}; never reused. */
    public String id() {
        return id;
    }

    /** What reports call it: {@code TableDropped}. */
    public String word() {
        return word;
    }

    public Severity severity() {
        return severity;
    }
}
