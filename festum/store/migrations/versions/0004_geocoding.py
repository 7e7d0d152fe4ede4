"""how venues' points come about: what is to be asked, what was answered, and venues that are one place

All venues are enrolled, those a person pinned as decided; nothing is asked before a geocoder is configured.
"""

from datetime import datetime, timezone

from alembic import op
import sqlalchemy as sa

revision = '0004'
down_revision = '0003'
branch_labels = None
depends_on = None


def upgrade() -> None:
    geocodings = op.create_table('geocodings',
    sa.Column('venue_id', sa.Integer(), nullable=False),
    sa.Column('state', sa.String(length=12), nullable=False),
    sa.Column('asks', sa.String(length=20), nullable=True, comment='The provider to be asked next; NULL: the first of the chain'),
    sa.Column('step', sa.Integer(), nullable=False, comment='Which of the questions for that provider'),
    sa.Column('alone', sa.Boolean(), nullable=False, comment='Asked by itself: in bulk it was doubtful'),
    sa.Column('attempts', sa.Integer(), nullable=False, comment='In vain, at this step'),
    sa.Column('due_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('lease_until', sa.DateTime(timezone=True), nullable=True, comment='While a process is at it'),
    sa.Column('asking', sa.Text(), nullable=False, comment='The key of the question it is at'),
    sa.Column('provider', sa.String(length=20), nullable=True),
    sa.Column('query', sa.Text(), nullable=False),
    sa.Column('score', sa.Float(), nullable=True),
    sa.Column('label', sa.Text(), nullable=False),
    sa.Column('asked_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('doubt', sa.String(length=20), nullable=True),
    sa.Column('candidates', sa.JSON(), nullable=False, comment='All that were proposed and how they were judged'),
    sa.Column('found', sa.JSON(), nullable=True, comment='The accepted candidate'),
    sa.Column('published', sa.Boolean(), nullable=False, comment="What was found is the venue's point"),
    sa.Column('by', sa.Text(), nullable=False, comment='The person who decided'),
    sa.ForeignKeyConstraint(['venue_id'], ['venues.id'], name=op.f('fk_geocodings_venue_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('venue_id', name=op.f('pk_geocodings')),
    comment="How each venue's point came about, and what is still to be asked"
    )
    op.create_index('ix_geocodings_state_due_at_venue_id', 'geocodings', ['state', 'due_at', 'venue_id'])
    op.create_index('ix_geocodings_lease_until', 'geocodings', ['lease_until'])
    op.create_table('geocoders',
    sa.Column('name', sa.String(length=20), nullable=False),
    sa.Column('turn_at', sa.DateTime(timezone=True), nullable=False, comment='Before that nobody asks: one rate for all processes'),
    sa.Column('failures', sa.Integer(), nullable=False, comment='One after the other'),
    sa.Column('open_until', sa.DateTime(timezone=True), nullable=True, comment='Left alone until then: the circuit is broken, or it asked for patience'),
    sa.Column('reason', sa.Text(), nullable=False),
    sa.PrimaryKeyConstraint('name', name=op.f('pk_geocoders')),
    comment='The services that are asked, and `publication`, whose turn is the next time refined points are published'
    )
    op.create_table('geocoder_answers',
    sa.Column('provider', sa.String(length=20), nullable=False),
    sa.Column('question', sa.Text(), nullable=False),
    sa.Column('asked_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('keep_until', sa.DateTime(timezone=True), nullable=False),
    sa.Column('candidates', sa.JSON(), nullable=False),
    sa.PrimaryKeyConstraint('provider', 'question', name=op.f('pk_geocoder_answers')),
    comment='What was answered, so that nobody is asked twice'
    )
    op.create_index('ix_geocoder_answers_keep_until', 'geocoder_answers', ['keep_until'])
    op.create_table('venue_merges',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('merged_id', sa.Integer(), nullable=False),
    sa.Column('into_id', sa.Integer(), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('actor', sa.Text(), nullable=False),
    sa.Column('occurrences', sa.JSON(), nullable=False, comment='UIDs of the dates it moved'),
    sa.Column('undone_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('took', sa.JSON(), nullable=True, comment='The point it took from the merged one, and its own of before; NULL: it kept its own'),
    sa.ForeignKeyConstraint(['into_id'], ['venues.id'], name=op.f('fk_venue_merges_into_id')),
    sa.ForeignKeyConstraint(['merged_id'], ['venues.id'], name=op.f('fk_venue_merges_merged_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_venue_merges')),
    comment='Two spellings that are one place: uploads that name the one mean the other'
    )
    for column in ('merged_id', 'into_id'):
        op.create_index(f'ix_venue_merges_{column}', 'venue_merges', [column])
    _enrol(geocodings)


def _enrol(geocodings: sa.Table) -> None:
    venues = sa.table('venues', sa.column('id'), sa.column('provenance'))
    connection = op.get_bind()
    now = datetime.now(timezone.utc).replace(microsecond=0)
    rows = [
        {
            'venue_id': venue.id, 'state': 'pinned' if venue.provenance == 'human' else 'waiting', 'step': 0, 'alone': False,
            'attempts': 0, 'due_at': now, 'asking': '', 'query': '', 'label': '', 'candidates': [], 'published': False, 'by': '',
        }
        for venue in connection.execute(sa.select(venues.c.id, venues.c.provenance))
    ]
    if rows:
        connection.execute(geocodings.insert(), rows)
