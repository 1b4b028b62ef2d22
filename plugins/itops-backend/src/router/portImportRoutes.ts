import { NotFoundError } from '@backstage/errors';
import {
  itopsPortReadPermission,
  itopsPortUpdatePermission,
  portImportPreviewRequestSchema,
  portImportRequestSchema,
} from '@sankofa/plugin-itops-common';
import { Router } from 'express';
import { z } from 'zod';
import { importAnswer } from '../ports/importAnswer';
import { RouterOptions } from './RouterOptions';
import { bodyReader } from './bodyReader';
import { parseBody, parseQuery } from './requests';

/** Bytes of the files of one import, as JSON: some tens of thousands of ports. */
const MAX_IMPORT_BYTES = 8 * 1024 * 1024;

const exportQuery = z.object({
  format: z.enum(['csv', 'netbox']),
  /** Only this file, as CSV. */
  file: z.string().max(200).optional(),
});

/**
 * Import and export of physical records. Registered before the parser that the
 * other routes share, since files are larger than what those may carry; the body
 * is read only after the caller is known.
 */
export function portImportRoutes(
  router: Router,
  { guard, portImports }: RouterOptions,
): void {
  const readFiles = bodyReader(MAX_IMPORT_BYTES);

  router.post('/port-records/import/preview', async (request, response) => {
    await guard.allowPerson(request, itopsPortUpdatePermission);
    await readFiles(request, response);
    const wanted = parseBody(portImportPreviewRequestSchema, request.body);
    response.json(importAnswer(await portImports.preview(wanted)));
  });

  router.post('/port-records/import', async (request, response) => {
    const { actor } = await guard.allowPerson(
      request,
      itopsPortUpdatePermission,
    );
    await readFiles(request, response);
    const { previewHash, ...wanted } = parseBody(
      portImportRequestSchema,
      request.body,
    );
    const done = await portImports.apply(wanted, previewHash, actor);
    response.json(importAnswer(done));
  });

  router.get('/port-records/export', async (request, response) => {
    await guard.allow(request, itopsPortReadPermission);
    const { format, file } = parseQuery(exportQuery, request.query);
    const answer = await portImports.export(format);
    if (file === undefined) {
      response.json(answer);
      return;
    }
    const found = answer.files.find(({ name }) => name === file);
    if (!found) {
      const names = answer.files.map(({ name }) => name).join(', ');
      throw new NotFoundError(
        `There is no file of that name; there are ${names}`,
      );
    }
    response
      .attachment(found.name)
      .type('text/csv; charset=utf-8')
      .send(found.text);
  });
}
