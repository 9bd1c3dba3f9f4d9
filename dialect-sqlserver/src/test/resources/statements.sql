-- introspect: namespaces
SELECT name FROM sys.schemas WHERE name IN (N'dbo', N'it''s') ORDER BY name;

-- introspect: tables and views
SELECT s.name, o.name, o.type, m.definition
FROM sys.objects o
JOIN sys.schemas s ON s.schema_id = o.schema_id
LEFT JOIN sys.sql_modules m ON m.object_id = o.object_id AND o.type = 'V'
WHERE o.type IN ('U', 'V') AND o.is_ms_shipped = 0 AND s.name IN (N'dbo', N'it''s') AND o.name <> N'_prisma_migrations'
ORDER BY s.name, o.name;

-- introspect: columns
SELECT s.name, o.name, c.name, b.name, t.name, c.max_length, c.precision, c.scale, c.is_nullable,
    c.is_identity, x.definition, x.is_persisted, d.name, d.definition, c.collation_name
FROM sys.columns c
JOIN sys.objects o ON o.object_id = c.object_id
JOIN sys.schemas s ON s.schema_id = o.schema_id
JOIN sys.types t ON t.user_type_id = c.user_type_id
LEFT JOIN sys.types b ON b.user_type_id = c.system_type_id AND b.is_user_defined = 0
LEFT JOIN sys.computed_columns x ON x.object_id = c.object_id AND x.column_id = c.column_id
LEFT JOIN sys.default_constraints d ON d.object_id = c.default_object_id
WHERE o.type IN ('U', 'V') AND o.is_ms_shipped = 0 AND s.name IN (N'dbo', N'it''s')
ORDER BY s.name, o.name, c.column_id;

-- introspect: indexes
SELECT s.name, o.name, i.name, i.is_primary_key, i.is_unique, i.is_unique_constraint, i.type,
    i.filter_definition, c.name, k.is_descending_key, k.is_included_column
FROM sys.indexes i
JOIN sys.objects o ON o.object_id = i.object_id
JOIN sys.schemas s ON s.schema_id = o.schema_id
JOIN sys.index_columns k ON k.object_id = i.object_id AND k.index_id = i.index_id
JOIN sys.columns c ON c.object_id = k.object_id AND c.column_id = k.column_id
WHERE o.type = 'U' AND o.is_ms_shipped = 0 AND i.type IN (1, 2) AND i.is_hypothetical = 0
    AND (k.key_ordinal > 0 OR k.is_included_column = 1) AND s.name IN (N'dbo', N'it''s')
ORDER BY s.name, o.name, i.name, k.is_included_column, k.key_ordinal, k.index_column_id;

-- introspect: foreign keys
SELECT s.name, t.name, f.name, c.name, rs.name, r.name, rc.name, f.delete_referential_action_desc,
    f.update_referential_action_desc
FROM sys.foreign_keys f
JOIN sys.foreign_key_columns k ON k.constraint_object_id = f.object_id
JOIN sys.tables t ON t.object_id = f.parent_object_id
JOIN sys.schemas s ON s.schema_id = t.schema_id
JOIN sys.columns c ON c.object_id = k.parent_object_id AND c.column_id = k.parent_column_id
JOIN sys.tables r ON r.object_id = f.referenced_object_id
JOIN sys.schemas rs ON rs.schema_id = r.schema_id
JOIN sys.columns rc ON rc.object_id = k.referenced_object_id AND rc.column_id = k.referenced_column_id
WHERE s.name IN (N'dbo', N'it''s')
ORDER BY s.name, t.name, f.name, k.constraint_column_id;

-- introspect: check constraints
SELECT s.name, t.name, c.name
FROM sys.check_constraints c
JOIN sys.tables t ON t.object_id = c.parent_object_id
JOIN sys.schemas s ON s.schema_id = t.schema_id
WHERE s.name IN (N'dbo', N'it''s')
ORDER BY s.name, t.name, c.name;

-- introspect: triggers
SELECT s.name, t.name, g.name
FROM sys.triggers g
JOIN sys.tables t ON t.object_id = g.parent_id
JOIN sys.schemas s ON s.schema_id = t.schema_id
WHERE g.parent_class = 1 AND s.name IN (N'dbo', N'it''s')
ORDER BY s.name, t.name, g.name;

-- introspect: types
SELECT s.name, t.name, b.name, t.max_length, t.precision, t.scale, t.is_nullable
FROM sys.types t
JOIN sys.schemas s ON s.schema_id = t.schema_id
LEFT JOIN sys.types b ON b.user_type_id = t.system_type_id AND b.is_user_defined = 0
WHERE t.is_user_defined = 1 AND s.name IN (N'dbo', N'it''s')
ORDER BY s.name, t.name;

-- reset: row histories
SELECT N'ALTER TABLE ' + QUOTENAME(s.name) + N'.' + QUOTENAME(t.name) + N' SET (SYSTEM_VERSIONING = OFF)'
FROM sys.tables t
JOIN sys.schemas s ON s.schema_id = t.schema_id
WHERE t.temporal_type = 2 AND s.name IN (N'dbo');

-- reset: foreign keys
SELECT N'ALTER TABLE ' + QUOTENAME(s.name) + N'.' + QUOTENAME(t.name) + N' DROP CONSTRAINT ' + QUOTENAME(f.name)
FROM sys.foreign_keys f
JOIN sys.tables t ON t.object_id = f.parent_object_id
JOIN sys.schemas s ON s.schema_id = t.schema_id
JOIN sys.tables r ON r.object_id = f.referenced_object_id
JOIN sys.schemas rs ON rs.schema_id = r.schema_id
WHERE s.name IN (N'dbo') OR rs.name IN (N'dbo');

-- reset: objects
SELECT N'DROP TABLE ' + QUOTENAME(s.name) + N'.' + QUOTENAME(o.name)
FROM sys.objects o
JOIN sys.schemas s ON s.schema_id = o.schema_id
WHERE o.type = 'U' AND o.parent_object_id = 0 AND o.is_ms_shipped = 0 AND s.name IN (N'dbo');

-- reset: types
SELECT N'DROP TYPE ' + QUOTENAME(s.name) + N'.' + QUOTENAME(t.name)
FROM sys.types t
JOIN sys.schemas s ON s.schema_id = t.schema_id
WHERE t.is_user_defined = 1 AND s.name IN (N'dbo');

-- sparing reset: external tables
SELECT o.object_id
FROM sys.objects o
JOIN sys.schemas s ON s.schema_id = o.schema_id
WHERE o.type IN ('U', 'V') AND o.name <> N'_prisma_migrations' AND s.name + N'.' + o.name IN (N'app.O''[x]');

-- sparing reset: what they need
SELECT object_id FROM sys.objects WHERE parent_object_id IN (1, 2)
UNION SELECT history_table_id FROM sys.tables WHERE object_id IN (1, 2) AND history_table_id IS NOT NULL
UNION SELECT default_object_id FROM sys.columns WHERE object_id IN (1, 2) AND default_object_id <> 0
UNION SELECT rule_object_id FROM sys.columns WHERE object_id IN (1, 2) AND rule_object_id <> 0
UNION SELECT object_id FROM sys.security_predicates WHERE target_object_id IN (1, 2)
UNION SELECT o.object_id
FROM sys.sql_expression_dependencies d
JOIN sys.objects o ON o.object_id = COALESCE(d.referenced_id, OBJECT_ID(COALESCE(QUOTENAME(d.referenced_schema_name) + N'.', N'') + QUOTENAME(d.referenced_entity_name)))
WHERE d.referencing_class = 1 AND d.referencing_id IN (1, 2) AND d.referenced_class = 1
    AND d.referenced_database_name IS NULL AND o.type NOT IN ('U', 'V');

-- sparing reset: what of the project they need
SELECT DISTINCT N'`' + OBJECT_SCHEMA_NAME(n.needing) + N'.' + OBJECT_NAME(n.needing) + N'` needs `' + s.name + N'.' + o.name + N'`'
FROM (
    SELECT parent_object_id AS needing, referenced_object_id AS needed FROM sys.foreign_keys
    UNION SELECT object_id, target_object_id FROM sys.security_predicates
    UNION SELECT referencing_id, referenced_id FROM sys.sql_expression_dependencies
    WHERE referencing_class = 1 AND referenced_class = 1 AND is_schema_bound_reference = 1
) n
JOIN sys.objects o ON o.object_id = n.needed
JOIN sys.schemas s ON s.schema_id = o.schema_id
WHERE n.needing IN (1, 2) AND o.type IN ('U', 'V') AND o.object_id NOT IN (1, 2) AND s.name IN (N'dbo');

-- sparing reset: row histories
SELECT N'ALTER TABLE ' + QUOTENAME(s.name) + N'.' + QUOTENAME(t.name) + N' SET (SYSTEM_VERSIONING = OFF)'
FROM sys.tables t
JOIN sys.schemas s ON s.schema_id = t.schema_id
WHERE t.temporal_type = 2 AND s.name IN (N'dbo')
AND t.object_id NOT IN (1, 2);

-- sparing reset: foreign keys
SELECT N'ALTER TABLE ' + QUOTENAME(s.name) + N'.' + QUOTENAME(t.name) + N' DROP CONSTRAINT ' + QUOTENAME(f.name)
FROM sys.foreign_keys f
JOIN sys.tables t ON t.object_id = f.parent_object_id
JOIN sys.schemas s ON s.schema_id = t.schema_id
JOIN sys.tables r ON r.object_id = f.referenced_object_id
JOIN sys.schemas rs ON rs.schema_id = r.schema_id
WHERE t.object_id NOT IN (1, 2) AND (s.name IN (N'dbo') OR rs.name IN (N'dbo') AND r.object_id NOT IN (1, 2));

-- sparing reset: types
SELECT N'DROP TYPE ' + QUOTENAME(s.name) + N'.' + QUOTENAME(t.name)
FROM sys.types t
JOIN sys.schemas s ON s.schema_id = t.schema_id
WHERE t.is_user_defined = 1 AND s.name IN (N'dbo')
AND NOT EXISTS (SELECT 1 FROM sys.columns c WHERE c.user_type_id = t.user_type_id AND c.object_id IN (1, 2))
AND NOT EXISTS (SELECT 1 FROM sys.parameters p WHERE p.user_type_id = t.user_type_id AND p.object_id IN (1, 2));

-- lock
DECLARE @result INT; EXEC @result = sp_getapplock @Resource = 'prisma_migrate', @LockMode = 'Exclusive', @LockOwner = 'Session', @LockTimeout = 10000; SELECT @result;

-- history
CREATE TABLE [dbo].[_prisma_migrations] (
    id                      VARCHAR(36) PRIMARY KEY NOT NULL,
    checksum                VARCHAR(64) NOT NULL,
    finished_at             DATETIMEOFFSET,
    migration_name          NVARCHAR(250) NOT NULL,
    logs                    NVARCHAR(MAX) NULL,
    rolled_back_at          DATETIMEOFFSET,
    started_at              DATETIMEOFFSET NOT NULL DEFAULT CURRENT_TIMESTAMP,
    applied_steps_count     INT NOT NULL DEFAULT 0
);

-- frame
BEGIN TRY

BEGIN TRAN;

-- steps

COMMIT TRAN;

END TRY
BEGIN CATCH

IF @@TRANCOUNT > 0
BEGIN
    ROLLBACK TRAN;
END;
THROW

END CATCH;

-- change: CreateNamespace
IF NOT EXISTS (SELECT * FROM sys.schemas WHERE name = N'it''s') EXEC sp_executesql N'CREATE SCHEMA [it''s];';

-- change: CreateTable
CREATE TABLE [dbo].[T] (
    [id] INT NOT NULL IDENTITY(1,1),
    [name] NVARCHAR(1000) NOT NULL CONSTRAINT [T_name_df] DEFAULT 'it''s',
    [note] NVARCHAR(1000),
    CONSTRAINT [T_pkey] PRIMARY KEY CLUSTERED ([id]),
    CONSTRAINT [T_name_key] UNIQUE NONCLUSTERED ([name])
);

-- change: DropTable
DROP TABLE [app].[O'[x]]];

-- change: CreateIndex
CREATE NONCLUSTERED INDEX [T_note_idx] ON [dbo].[T]([note], [name]);

-- change: CreateIndex
ALTER TABLE [dbo].[T] ADD CONSTRAINT [T_name_key] UNIQUE NONCLUSTERED ([name]);

-- change: CreateIndex
CREATE UNIQUE NONCLUSTERED INDEX [T_f_key] ON [dbo].[T]([note]) WHERE ([note] IS NOT NULL);

-- change: CreateIndex
CREATE UNIQUE NONCLUSTERED INDEX [T_covering_key] ON [dbo].[T]([name]) INCLUDE ([note], [id]);

-- change: CreateTable
CREATE TABLE [dbo].[T] (
    [id] INT NOT NULL,
    [twice] AS ([id]*(2)),
    [stored] AS ([id]*(2)) PERSISTED NOT NULL
);

-- change: DropIndex
DROP INDEX [T_note_idx] ON [dbo].[T];

-- change: DropIndex
ALTER TABLE [dbo].[T] DROP CONSTRAINT [T_c_key];

-- change: RenameIndex
EXEC SP_RENAME N'dbo.T.T_note_idx', N'new''s', N'INDEX';

-- change: AddForeignKey
ALTER TABLE [dbo].[T] ADD CONSTRAINT [T_fkey] FOREIGN KEY ([a], [b]) REFERENCES [app].[O'[x]]]([x],[y]) ON DELETE NO ACTION ON UPDATE CASCADE;

-- change: DropForeignKey
ALTER TABLE [dbo].[T] DROP CONSTRAINT [T_fkey];

-- change: RenameForeignKey
EXEC sp_rename 'app.T_fkey', 'new', 'OBJECT';

-- change: DropView
DROP VIEW [app].[O'[x]]];

-- change: DropUserDefinedType
DROP TYPE [app].[O'[x]]];

-- change: RedefineTables
BEGIN TRANSACTION;
DROP INDEX [T_name_key] ON [dbo].[T];
DROP INDEX [T_note_idx] ON [dbo].[T];
DECLARE @SQL NVARCHAR(MAX) = N''
SELECT @SQL += N'ALTER TABLE '
    + QUOTENAME(OBJECT_SCHEMA_NAME(PARENT_OBJECT_ID))
    + '.'
    + QUOTENAME(OBJECT_NAME(PARENT_OBJECT_ID))
    + ' DROP CONSTRAINT '
    + QUOTENAME(OBJECT_NAME(OBJECT_ID)) + ';'
FROM SYS.OBJECTS
WHERE TYPE_DESC LIKE '%CONSTRAINT'
    AND OBJECT_NAME(PARENT_OBJECT_ID) = 'T'
    AND SCHEMA_NAME(SCHEMA_ID) = 'dbo'
EXEC sp_executesql @SQL
;
CREATE TABLE [dbo].[_prisma_new_T] (
    [id] INT NOT NULL IDENTITY(1,1),
    [name] NVARCHAR(1000) NOT NULL CONSTRAINT [T_name_df] DEFAULT 'it''s',
    [note] NVARCHAR(1000),
    CONSTRAINT [T_pkey] PRIMARY KEY CLUSTERED ([id]),
    CONSTRAINT [T_name_key] UNIQUE NONCLUSTERED ([name])
);
SET IDENTITY_INSERT [dbo].[_prisma_new_T] ON;
IF EXISTS(SELECT * FROM [dbo].[T])
    EXEC('INSERT INTO [dbo].[_prisma_new_T] ([id],[name]) SELECT [id],[name] FROM [dbo].[T] WITH (holdlock tablockx)');
SET IDENTITY_INSERT [dbo].[_prisma_new_T] OFF;
DROP TABLE [dbo].[T];
EXEC SP_RENAME N'dbo._prisma_new_T', N'T';
CREATE NONCLUSTERED INDEX [T_note_idx] ON [dbo].[T]([note], [name]);
ALTER TABLE [dbo].[T] ADD CONSTRAINT [T_fkey] FOREIGN KEY ([a], [b]) REFERENCES [app].[O'[x]]]([x],[y]) ON DELETE NO ACTION ON UPDATE CASCADE;
COMMIT;

-- change: AlterTable
ALTER TABLE [dbo].[T] DROP CONSTRAINT [T_name_df],
[T_pkey];
ALTER TABLE [dbo].[T] ALTER COLUMN [name] NVARCHAR(max) NULL;
ALTER TABLE [dbo].[T] ADD [more] BIGINT NOT NULL;
ALTER TABLE [dbo].[T] DROP COLUMN [name],
[note];
ALTER TABLE [dbo].[T] ADD CONSTRAINT [T_name_df] DEFAULT 'new' FOR [name], CONSTRAINT [order] PRIMARY KEY CLUSTERED ([id]);
ALTER TABLE [dbo].[T] ADD [note] NVARCHAR(1000),
[note] VARBINARY(max);

-- change: AlterTable
ALTER TABLE [dbo].[T] DROP CONSTRAINT [T_pkey],
[T_rest_df];
ALTER TABLE [dbo].[T] DROP COLUMN [a];
ALTER TABLE [dbo].[T] ADD [b] INT NOT NULL;
ALTER TABLE [dbo].[T] ADD CONSTRAINT T_key_new PRIMARY KEY CLUSTERED ([b]), CONSTRAINT [T_rest_df] DEFAULT 'y' FOR [rest];

-- change: AlterTable
ALTER TABLE [dbo].[T] DROP CONSTRAINT [T_pkey];
ALTER TABLE [dbo].[T] ADD [b] INT NOT NULL,
[rest] NVARCHAR(1000) NOT NULL CONSTRAINT [T_rest_df] DEFAULT 'x';
ALTER TABLE [dbo].[T] DROP COLUMN [a];
ALTER TABLE [dbo].[T] ADD CONSTRAINT T_key_new PRIMARY KEY CLUSTERED ([b]);

-- change: AlterTable
ALTER TABLE [dbo].[T] DROP CONSTRAINT [T_pkey];
ALTER TABLE [dbo].[T] ADD [rest] NVARCHAR(1000) NOT NULL CONSTRAINT [T_rest_df] DEFAULT 'x';
ALTER TABLE [dbo].[T] DROP COLUMN [id];
ALTER TABLE [dbo].[T] ADD [number] INT NOT NULL IDENTITY(1,1);
ALTER TABLE [dbo].[T] ADD CONSTRAINT T_pkey PRIMARY KEY CLUSTERED ([number]);

-- change: AlterTable
ALTER TABLE [dbo].[T] DROP CONSTRAINT [T_pkey];
ALTER TABLE [dbo].[T] ADD [rest] NVARCHAR(1000) NOT NULL CONSTRAINT [T_rest_df] DEFAULT 'x';
ALTER TABLE [dbo].[T] DROP COLUMN [a];
ALTER TABLE [dbo].[T] ADD [a] NVARCHAR(1000) NOT NULL;
ALTER TABLE [dbo].[T] ADD CONSTRAINT T_pkey PRIMARY KEY CLUSTERED ([a]);

-- change: RedefineTables
BEGIN TRANSACTION;
DECLARE @SQL NVARCHAR(MAX) = N''
SELECT @SQL += N'ALTER TABLE '
    + QUOTENAME(OBJECT_SCHEMA_NAME(parent_object_id))
    + '.'
    + QUOTENAME(OBJECT_NAME(parent_object_id))
    + ' DROP CONSTRAINT '
    + QUOTENAME(OBJECT_NAME(object_id)) + ';'
FROM sys.objects
WHERE type_desc LIKE '%CONSTRAINT'
    AND OBJECT_NAME(parent_object_id) = 'T'
    AND SCHEMA_NAME(schema_id) = 'dbo'
EXEC sp_executesql @SQL
;
CREATE TABLE [dbo].[_prisma_new_T] (
    [id] INT NOT NULL IDENTITY(1,1),
    [name] NVARCHAR(1000) NOT NULL CONSTRAINT [T_name_df] DEFAULT 'it''s',
    [note] NVARCHAR(1000) COLLATE Finnish_Swedish_100_CS_AS,
    CONSTRAINT [T_pkey] PRIMARY KEY CLUSTERED ([id]),
    CONSTRAINT [T_name_key] UNIQUE NONCLUSTERED ([name])
);
SET IDENTITY_INSERT [dbo].[_prisma_new_T] ON;
IF EXISTS(SELECT * FROM [dbo].[T])
    EXEC('INSERT INTO [dbo].[_prisma_new_T] ([id],[note]) SELECT [id],[note] FROM [dbo].[T] WITH (holdlock tablockx)');
SET IDENTITY_INSERT [dbo].[_prisma_new_T] OFF;
DROP TABLE [dbo].[T];
EXEC sp_rename N'dbo._prisma_new_T', N'T';
CREATE NONCLUSTERED INDEX [T_note_idx] ON [dbo].[T]([note], [name]);
COMMIT;

-- change: AlterTable
EXEC sp_rename N'dbo.T_pkey', N'new key';
ALTER TABLE [dbo].[T] ALTER COLUMN [note] NVARCHAR(1000) COLLATE Finnish_Swedish_100_CS_AS NOT NULL;

-- change: RenameIndex
EXEC sp_rename N'dbo.T.T_note_idx', N'new', N'INDEX';

-- change: RedefineTables
BEGIN TRANSACTION;
DECLARE @SQL NVARCHAR(MAX) = N''
SELECT @SQL += N'ALTER TABLE '
    + QUOTENAME(OBJECT_SCHEMA_NAME(PARENT_OBJECT_ID))
    + '.'
    + QUOTENAME(OBJECT_NAME(PARENT_OBJECT_ID))
    + ' DROP CONSTRAINT '
    + QUOTENAME(OBJECT_NAME(OBJECT_ID)) + ';'
FROM SYS.OBJECTS
WHERE TYPE_DESC LIKE '%CONSTRAINT'
    AND OBJECT_NAME(PARENT_OBJECT_ID) = N'表'
    AND SCHEMA_NAME(SCHEMA_ID) = 'dbo'
EXEC sp_executesql @SQL
;
CREATE TABLE [dbo].[_prisma_new_表] (
    [id] INT NOT NULL IDENTITY(1,1),
    [name] NVARCHAR(1000) NOT NULL CONSTRAINT [df] DEFAULT N'東京',
    CONSTRAINT [T_pkey] PRIMARY KEY CLUSTERED ([id])
);
SET IDENTITY_INSERT [dbo].[_prisma_new_表] ON;
IF EXISTS(SELECT * FROM [dbo].[表])
    EXEC(N'INSERT INTO [dbo].[_prisma_new_表] ([id],[name]) SELECT [id],[name] FROM [dbo].[表] WITH (holdlock tablockx)');
SET IDENTITY_INSERT [dbo].[_prisma_new_表] OFF;
DROP TABLE [dbo].[表];
EXEC SP_RENAME N'dbo._prisma_new_表', N'表';
COMMIT;

