"""the first tables"""

from alembic import op
import sqlalchemy as sa

revision = '0001'
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('communes',
    sa.Column('insee_code', sa.String(length=5), nullable=False),
    sa.Column('name', sa.Text(), nullable=False),
    sa.Column('departement', sa.String(length=3), nullable=False),
    sa.Column('epci', sa.String(length=9), nullable=False),
    sa.PrimaryKeyConstraint('insee_code', name=op.f('pk_communes')),
    comment="The gazetteer's communes, for joining and filtering; all else about them is in the package"
    )
    with op.batch_alter_table('communes', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_communes_departement'), ['departement'], unique=False)
        batch_op.create_index(batch_op.f('ix_communes_epci'), ['epci'], unique=False)

    op.create_table('editions',
    sa.Column('year', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('number', sa.Integer(), nullable=True),
    sa.Column('starts_on', sa.Date(), nullable=True),
    sa.Column('ends_on', sa.Date(), nullable=True),
    sa.Column('source', sa.Text(), nullable=False),
    sa.Column('published', sa.Integer(), nullable=True, comment='The revision that made it public; the highest is the current edition'),
    sa.PrimaryKeyConstraint('year', name=op.f('pk_editions'))
    )
    op.create_table('imports',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('actor', sa.Text(), nullable=False),
    sa.Column('file_name', sa.Text(), nullable=False),
    sa.Column('digest', sa.String(length=64), nullable=False, comment="SHA-256 of the file's bytes"),
    sa.Column('counts', sa.JSON(), nullable=False),
    sa.Column('revision', sa.Integer(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_imports'))
    )
    op.create_table('partners',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('key', sa.String(length=100), nullable=False),
    sa.Column('name', sa.Text(), nullable=False),
    sa.Column('kind', sa.String(length=20), nullable=False),
    sa.Column('insee_code', sa.String(length=5), nullable=False),
    sa.Column('departement', sa.String(length=3), nullable=False),
    sa.Column('url', sa.Text(), nullable=False),
    sa.Column('source', sa.Text(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_partners')),
    sa.UniqueConstraint('key', name=op.f('uq_partners_key'))
    )
    op.create_table('state',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('revision', sa.Integer(), nullable=False),
    sa.Column('revised_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('renderer', sa.String(length=64), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_state')),
    comment='One row: the revision every public answer belongs to, and the renderer it was last raised for'
    )
    op.create_table('api_keys',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('digest', sa.String(length=64), nullable=False, comment='SHA-256 of the key; the key itself is shown once'),
    sa.Column('label', sa.Text(), nullable=False),
    sa.Column('partner_id', sa.Integer(), nullable=True, comment="NULL reaches every partner's programme"),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('expires_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('revoked_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['partner_id'], ['partners.id'], name=op.f('fk_api_keys_partner_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_api_keys')),
    sa.UniqueConstraint('digest', name=op.f('uq_api_keys_digest'))
    )
    op.create_table('events',
    sa.Column('id', sa.String(length=36), nullable=False),
    sa.Column('edition', sa.Integer(), nullable=False),
    sa.Column('partner_id', sa.Integer(), nullable=False),
    sa.Column('event_key', sa.String(length=200), nullable=False),
    sa.Column('titles', sa.JSON(), nullable=False),
    sa.Column('descriptions', sa.JSON(), nullable=False),
    sa.Column('languages', sa.JSON(), nullable=False),
    sa.Column('categories', sa.JSON(), nullable=False),
    sa.Column('flags', sa.JSON(), nullable=False),
    sa.Column('organisers', sa.JSON(), nullable=False),
    sa.Column('price', sa.Text(), nullable=False),
    sa.Column('admission', sa.String(length=20), nullable=False),
    sa.Column('booking', sa.Text(), nullable=False),
    sa.Column('access', sa.Text(), nullable=False),
    sa.Column('url', sa.Text(), nullable=False),
    sa.Column('image', sa.Text(), nullable=False),
    sa.Column('source', sa.Text(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('locks', sa.JSON(), nullable=False),
    sa.ForeignKeyConstraint(['edition'], ['editions.year'], name=op.f('fk_events_edition')),
    sa.ForeignKeyConstraint(['partner_id'], ['partners.id'], name=op.f('fk_events_partner_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_events')),
    sa.UniqueConstraint('edition', 'partner_id', 'event_key', name=op.f('uq_events_edition_partner_id_event_key'))
    )
    with op.batch_alter_table('events', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_events_edition'), ['edition'], unique=False)
        batch_op.create_index(batch_op.f('ix_events_partner_id'), ['partner_id'], unique=False)

    op.create_table('venues',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('venue_key', sa.Text(), nullable=False),
    sa.Column('name', sa.Text(), nullable=False),
    sa.Column('address', sa.Text(), nullable=False),
    sa.Column('postcode', sa.String(length=10), nullable=False),
    sa.Column('insee_code', sa.String(length=5), nullable=True),
    sa.Column('latitude', sa.Float(), nullable=True),
    sa.Column('longitude', sa.Float(), nullable=True),
    sa.Column('precision', sa.String(length=20), nullable=True),
    sa.Column('provenance', sa.String(length=20), nullable=True),
    sa.ForeignKeyConstraint(['insee_code'], ['communes.insee_code'], name=op.f('fk_venues_insee_code')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_venues')),
    sa.UniqueConstraint('venue_key', name=op.f('uq_venues_venue_key'))
    )
    with op.batch_alter_table('venues', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_venues_insee_code'), ['insee_code'], unique=False)

    op.create_table('event_words',
    sa.Column('event_id', sa.String(length=36), nullable=False),
    sa.Column('list', sa.String(length=10), nullable=False, comment='language, category or flag'),
    sa.Column('word', sa.String(length=30), nullable=False),
    sa.ForeignKeyConstraint(['event_id'], ['events.id'], name=op.f('fk_event_words_event_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('event_id', 'list', 'word', name=op.f('pk_event_words')),
    comment="The members of an event's lists, for filtering; the lists themselves, in order, are on the event"
    )
    with op.batch_alter_table('event_words', schema=None) as batch_op:
        batch_op.create_index('ix_event_words_list_word', ['list', 'word'], unique=False)

    op.create_table('occurrences',
    sa.Column('uid', sa.String(length=36), nullable=False),
    sa.Column('event_id', sa.String(length=36), nullable=False),
    sa.Column('occurrence_key', sa.String(length=200), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('starts_at', sa.DateTime(), nullable=False),
    sa.Column('ends_at', sa.DateTime(), nullable=True),
    sa.Column('all_day', sa.Boolean(), nullable=False),
    sa.Column('time_text', sa.Text(), nullable=False),
    sa.Column('day', sa.Date(), nullable=False),
    sa.Column('last_day', sa.Date(), nullable=False),
    sa.Column('venue_id', sa.Integer(), nullable=True),
    sa.Column('status', sa.String(length=20), nullable=False),
    sa.Column('notice', sa.Text(), nullable=False),
    sa.Column('sequence', sa.Integer(), nullable=False),
    sa.Column('modified', sa.DateTime(timezone=True), nullable=False),
    sa.Column('state', sa.String(length=20), nullable=False),
    sa.Column('locks', sa.JSON(), nullable=False),
    sa.ForeignKeyConstraint(['event_id'], ['events.id'], name=op.f('fk_occurrences_event_id')),
    sa.ForeignKeyConstraint(['venue_id'], ['venues.id'], name=op.f('fk_occurrences_venue_id')),
    sa.PrimaryKeyConstraint('uid', name=op.f('pk_occurrences')),
    sa.UniqueConstraint('event_id', 'occurrence_key', name=op.f('uq_occurrences_event_id_occurrence_key'))
    )
    with op.batch_alter_table('occurrences', schema=None) as batch_op:
        batch_op.create_index('ix_occurrences_order', ['day', 'starts_at', 'uid'], unique=False)
        batch_op.create_index('ix_occurrences_state_modified', ['state', 'modified'], unique=False)
        batch_op.create_index(batch_op.f('ix_occurrences_venue_id'), ['venue_id'], unique=False)

    op.create_table('versions',
    sa.Column('event_id', sa.String(length=36), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('actor', sa.Text(), nullable=False),
    sa.Column('action', sa.String(length=30), nullable=False),
    sa.Column('import_id', sa.Integer(), nullable=True),
    sa.Column('revision', sa.Integer(), nullable=False),
    sa.Column('snapshot', sa.JSON(), nullable=False, comment='The whole event as it was published'),
    sa.ForeignKeyConstraint(['event_id'], ['events.id'], name=op.f('fk_versions_event_id')),
    sa.ForeignKeyConstraint(['import_id'], ['imports.id'], name=op.f('fk_versions_import_id')),
    sa.PrimaryKeyConstraint('event_id', 'version', name=op.f('pk_versions'))
    )
    with op.batch_alter_table('versions', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_versions_import_id'), ['import_id'], unique=False)

    op.create_table('fragments',
    sa.Column('uid', sa.String(length=36), nullable=False),
    sa.Column('form', sa.String(length=20), nullable=False),
    sa.Column('chain', sa.String(length=40), nullable=False),
    sa.Column('cancelled', sa.String(length=10), nullable=False),
    sa.Column('renderer', sa.String(length=64), nullable=False),
    sa.Column('modified', sa.DateTime(timezone=True), nullable=False, comment='Of the occurrence as drawn; a fragment of another second is stale'),
    sa.Column('body', sa.LargeBinary(), nullable=False),
    sa.Column('digest', sa.String(length=64), nullable=False),
    sa.ForeignKeyConstraint(['uid'], ['occurrences.uid'], name=op.f('fk_fragments_uid'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('uid', 'form', 'chain', 'cancelled', 'renderer', name=op.f('pk_fragments'))
    )
    op.execute("INSERT INTO state (id, revision, revised_at, renderer) VALUES (1, 0, '2018-01-01 00:00:00+00:00', '')")
