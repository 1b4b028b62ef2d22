import { Route, Routes } from 'react-router-dom';
import { ChangePage } from './change/ChangePage';
import { ChangesList } from './ChangesList';

/** What is asked to be changed, and one change. */
export function ChangesPage() {
  return (
    <Routes>
      <Route index element={<ChangesList />} />
      <Route path=":id" element={<ChangePage />} />
    </Routes>
  );
}
