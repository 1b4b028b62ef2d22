import { ComponentType } from 'react';
import { Table } from '@backstage/core-components';
import { ScrollGrid } from '@sankofa/plugin-itops/src/components/grid';
import { DataTable } from '@sankofa/plugin-itops/src/components/table/DataTable';
import { BareGrid } from './BareGrid';
import { GridRow, gridColumns } from './rows';

const PAGE = 100;
const idOf = ({ id }: GridRow) => id;

function Scrolling({ rows }: { rows: GridRow[] }) {
  return (
    <ScrollGrid label="Grid" columns={gridColumns} rows={rows} idOf={idOf} />
  );
}

/** The table of the pages: a page of rows from the server, in a `@backstage/ui` Table. */
function Paged({ rows }: { rows: GridRow[] }) {
  return (
    <div data-scroller style={{ height: 468, overflow: 'auto' }}>
      <DataTable
        label="Table"
        columns={gridColumns}
        rows={rows.slice(0, PAGE)}
        idOf={idOf}
        empty={null}
      />
    </div>
  );
}

const CORE_COLUMNS = gridColumns.map(({ id, label }) => ({
  field: id,
  title: label,
}));

function BackstageTable({ rows }: { rows: GridRow[] }) {
  return (
    <div data-scroller style={{ height: 468, overflow: 'auto' }}>
      <Table
        columns={CORE_COLUMNS}
        data={rows}
        options={{ pageSize: PAGE, paging: true, search: false }}
      />
    </div>
  );
}

/** What is measured; every one gets all the rows. */
export const grids: Record<string, ComponentType<{ rows: GridRow[] }>> = {
  bare: BareGrid,
  grid: Scrolling,
  table: Paged,
  backstage: BackstageTable,
};
