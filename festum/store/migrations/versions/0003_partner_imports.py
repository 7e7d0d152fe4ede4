"""what partners' uploads need: files with their plans, habits, copies of images, scheduled sources

What an editor deleted is told from what an undone upload took back by a lock, so that sending the file again brings
back the latter only; until now only editors deleted.
"""

import json

from alembic import op
import sqlalchemy as sa

revision = '0003'
down_revision = '0002'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column('partners', sa.Column('uploads', sa.Integer(), nullable=False, server_default='0', comment='Applied and undone: what a plan rests on'))
    _lock_what_editors_deleted()
    op.create_table('uploads',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('partner_id', sa.Integer(), nullable=True, comment='NULL: the file names its partners itself'),
    sa.Column('actor', sa.Text(), nullable=False),
    sa.Column('made_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('file_name', sa.Text(), nullable=False),
    sa.Column('digest', sa.String(length=64), nullable=False, comment="SHA-256 of the file's bytes"),
    sa.Column('size', sa.Integer(), nullable=False),
    sa.Column('source', sa.Text(), nullable=False, comment='The address it was fetched from, or empty'),
    sa.Column('edition', sa.Integer(), nullable=True),
    sa.Column('mode', sa.String(length=10), nullable=False),
    sa.Column('defaults', sa.JSON(), nullable=False, comment='What was said beside the file'),
    sa.Column('consent', sa.JSON(), nullable=True, comment='What was said when it was applied'),
    sa.Column('state', sa.String(length=20), nullable=False),
    sa.Column('reading', sa.JSON(), nullable=False, comment='Kind, encoding, delimiter, header line, headings, problems'),
    sa.Column('counts', sa.JSON(), nullable=True),
    sa.Column('brake', sa.JSON(), nullable=True),
    sa.Column('stopped', sa.Boolean(), nullable=False),
    sa.Column('fingerprint', sa.String(length=64), nullable=False, comment='Of the plan: another one is another plan'),
    sa.Column('phase', sa.String(length=20), nullable=False),
    sa.Column('done', sa.Integer(), nullable=False),
    sa.Column('total', sa.Integer(), nullable=False),
    sa.Column('touched_at', sa.DateTime(timezone=True), nullable=True, comment='When the process at work last said so'),
    sa.Column('failure', sa.JSON(), nullable=True),
    sa.Column('applied_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('import_id', sa.Integer(), nullable=True),
    sa.Column('undone_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('undo_id', sa.Integer(), nullable=True),
    sa.Column('left', sa.JSON(), nullable=True, comment='Events an undo left, because they were edited since'),
    sa.ForeignKeyConstraint(['import_id'], ['imports.id'], name=op.f('fk_uploads_import_id')),
    sa.ForeignKeyConstraint(['partner_id'], ['partners.id'], name=op.f('fk_uploads_partner_id')),
    sa.ForeignKeyConstraint(['undo_id'], ['imports.id'], name=op.f('fk_uploads_undo_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_uploads')),
    comment='Files as they were sent, their plans, and what became of them'
    )
    for column in ('partner_id', 'made_at', 'state', 'import_id'):
        op.create_index(f'ix_uploads_{column}', 'uploads', [column])
    op.create_table('upload_files',
    sa.Column('upload_id', sa.Integer(), nullable=False),
    sa.Column('content', sa.LargeBinary(), nullable=False, comment='Compressed'),
    sa.ForeignKeyConstraint(['upload_id'], ['uploads.id'], name=op.f('fk_upload_files_upload_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('upload_id', name=op.f('pk_upload_files')),
    comment='The files themselves, apart: a row that tells how far it has come is rewritten whole; gone once discarded'
    )
    op.create_table('upload_rows',
    sa.Column('upload_id', sa.Integer(), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('line', sa.Integer(), nullable=True),
    sa.Column('verdict', sa.String(length=20), nullable=False),
    sa.Column('body', sa.JSON(), nullable=False),
    sa.ForeignKeyConstraint(['upload_id'], ['uploads.id'], name=op.f('fk_upload_rows_upload_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('upload_id', 'position', name=op.f('pk_upload_rows')),
    sqlite_with_rowid=False,
    comment='The rows of a plan, as they are shown'
    )
    op.create_index('ix_upload_rows_upload_id_verdict_position', 'upload_rows', ['upload_id', 'verdict', 'position'])
    op.create_table('partner_habits',
    sa.Column('partner_id', sa.Integer(), nullable=False),
    sa.Column('mapping', sa.JSON(), nullable=False, comment='Headings and our columns, as pairs'),
    sa.Column('insee_code', sa.String(length=5), nullable=False),
    sa.Column('languages', sa.JSON(), nullable=False),
    sa.Column('edition', sa.Integer(), nullable=True),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['partner_id'], ['partners.id'], name=op.f('fk_partner_habits_partner_id')),
    sa.PrimaryKeyConstraint('partner_id', name=op.f('pk_partner_habits')),
    comment='What a partner said beside its last upload, for the next'
    )
    op.create_table('images',
    sa.Column('key', sa.String(length=36), nullable=False, comment='UUIDv5 of the address it was copied from'),
    sa.Column('source', sa.Text(), nullable=False),
    sa.Column('media_type', sa.String(length=30), nullable=False),
    sa.Column('width', sa.Integer(), nullable=False),
    sa.Column('height', sa.Integer(), nullable=False),
    sa.Column('body', sa.LargeBinary(), nullable=False),
    sa.Column('digest', sa.String(length=64), nullable=False),
    sa.Column('copied_at', sa.DateTime(timezone=True), nullable=False),
    sa.PrimaryKeyConstraint('key', name=op.f('pk_images')),
    comment='Copies of the images partners point to'
    )
    op.create_table('sources',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('partner_id', sa.Integer(), nullable=False),
    sa.Column('url', sa.Text(), nullable=False),
    sa.Column('every_hours', sa.Integer(), nullable=False),
    sa.Column('mode', sa.String(length=10), nullable=False),
    sa.Column('defaults', sa.JSON(), nullable=False),
    sa.Column('made_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('due_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('lease_until', sa.DateTime(timezone=True), nullable=True, comment='While a process is at it'),
    sa.Column('etag', sa.Text(), nullable=False),
    sa.Column('last_modified', sa.Text(), nullable=False),
    sa.Column('digest', sa.String(length=64), nullable=False, comment='Of the bytes last planned'),
    sa.Column('checked_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('outcome', sa.JSON(), nullable=True, comment='Key and values of what came of the last visit'),
    sa.Column('failures', sa.Integer(), nullable=False, comment='In a row'),
    sa.Column('upload_id', sa.Integer(), nullable=True),
    sa.ForeignKeyConstraint(['partner_id'], ['partners.id'], name=op.f('fk_sources_partner_id')),
    sa.ForeignKeyConstraint(['upload_id'], ['uploads.id'], name=op.f('fk_sources_upload_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_sources')),
    sa.UniqueConstraint('partner_id', 'url', name=op.f('uq_sources_partner_id_url')),
    comment="Addresses of partners' calendars, fetched every so many hours"
    )
    op.create_index('ix_sources_partner_id', 'sources', ['partner_id'])
    op.create_index('ix_sources_due_at', 'sources', ['due_at'])


def _lock_what_editors_deleted() -> None:
    """In plain JSON text, which both databases take for their column."""
    occurrences = sa.table('occurrences', sa.column('uid'), sa.column('state'), sa.column('locks', sa.JSON()))
    connection = op.get_bind()
    deleted = connection.execute(sa.select(occurrences.c.uid, occurrences.c.locks).where(occurrences.c.state != 'live')).all()
    for row in deleted:
        locks = json.loads(row.locks) if isinstance(row.locks, str) else row.locks
        connection.execute(occurrences.update().where(occurrences.c.uid == row.uid).values(locks=sorted({*locks, 'state'})))
