"""what search, distance, changes and visitors' programmes need

Columns are added, never tables made anew: on SQLite that would delete what refers to them.
"""

from math import cos, radians, sin

from alembic import op
import sqlalchemy as sa

revision = '0002'
down_revision = '0001'
branch_labels = None
depends_on = None

CHANGED = 'The latest that changed it'


def _term() -> sa.String:
    return sa.String(length=64).with_variant(sa.String(length=64, collation='C'), 'postgresql')


def upgrade() -> None:
    op.add_column('state', sa.Column('selections', sa.Integer(), nullable=False, server_default='0', comment='Raised by every write to a selection'))
    op.add_column('state', sa.Column('words', sa.String(length=64), nullable=False, server_default='-', comment='How the terms for searching were last taken'))
    for table in ('editions', 'partners', 'events'):
        op.add_column(table, sa.Column('revision', sa.Integer(), nullable=False, server_default='0', comment=CHANGED))
    op.create_index('ix_events_revision', 'events', ['revision'])
    op.execute('UPDATE events SET revision = COALESCE((SELECT MAX(versions.revision) FROM versions WHERE versions.event_id = events.id), 0)')
    op.execute('UPDATE editions SET revision = (SELECT state.revision FROM state)')
    op.execute('UPDATE partners SET revision = (SELECT state.revision FROM state)')
    op.add_column('occurrences', sa.Column('previous_start', sa.DateTime(), nullable=True))
    op.add_column('occurrences', sa.Column('deleted_at', sa.DateTime(timezone=True), nullable=True))
    op.add_column('venues', sa.Column('x', sa.Float(), nullable=True, comment='The point on a sphere of radius 1: distances in plain arithmetic, alike everywhere'))
    op.add_column('venues', sa.Column('y', sa.Float(), nullable=True))
    op.add_column('venues', sa.Column('z', sa.Float(), nullable=True))
    _place_on_the_sphere()
    for name, what in (('event', 'events'), ('venue', 'venues')):
        key = sa.String(length=36) if name == 'event' else sa.Integer()
        op.create_table(f'{name}_terms',
        sa.Column('term', _term(), nullable=False),
        sa.Column(f'{name}_id', key, nullable=False),
        sa.Column('weight', sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint([f'{name}_id'], [f'{what}.id'], name=op.f(f'fk_{name}_terms_{name}_id'), ondelete='CASCADE'),
        sa.PrimaryKeyConstraint('term', f'{name}_id', name=op.f(f'pk_{name}_terms')),
        sqlite_with_rowid=False,
        comment={'event': 'What an event is found by (domain/search.py), and how much a find there counts', 'venue': 'Likewise a venue, with its commune and département'}[name]
        )
        op.create_index(f'ix_{name}_terms_{name}_id', f'{name}_terms', [f'{name}_id'])
    op.create_table('selections',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('digest', sa.String(length=64), nullable=False, comment='SHA-256 of the token in its address'),
    sa.Column('edit_digest', sa.String(length=64), nullable=False, comment='SHA-256 of the token that may change it'),
    sa.Column('occurrences', sa.JSON(), nullable=False, comment='UIDs'),
    sa.Column('made_at', sa.DateTime(timezone=True), nullable=False, comment='So many in an hour and no more'),
    sa.Column('modified', sa.DateTime(timezone=True), nullable=False),
    sa.Column('revision', sa.Integer(), nullable=False, comment='Of the database when it was last modified'),
    sa.Column('ends_on', sa.Date(), nullable=False, comment='From that day on it is an empty calendar'),
    sa.Column('ended', sa.Boolean(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_selections')),
    sa.UniqueConstraint('digest', name=op.f('uq_selections_digest')),
    comment="Programmes visitors put together; nothing says whose they are"
    )
    op.create_index('ix_selections_ends_on', 'selections', ['ends_on'])
    op.create_index('ix_selections_made_at', 'selections', ['made_at'])


def _place_on_the_sphere() -> None:
    venues = sa.table('venues', *(sa.column(name) for name in ('id', 'latitude', 'longitude', 'x', 'y', 'z')))
    connection = op.get_bind()
    rows = connection.execute(sa.select(venues.c.id, venues.c.latitude, venues.c.longitude).where(venues.c.latitude.is_not(None))).all()
    placed = [
        {
            'its': row.id,
            'x': cos(radians(row.latitude)) * cos(radians(row.longitude)),
            'y': cos(radians(row.latitude)) * sin(radians(row.longitude)),
            'z': sin(radians(row.latitude)),
        }
        for row in rows
    ]
    if placed:
        statement = sa.update(venues).where(venues.c.id == sa.bindparam('its'))
        connection.execute(statement.values({name: sa.bindparam(name) for name in 'xyz'}), placed)
