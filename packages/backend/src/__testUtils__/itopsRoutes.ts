import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import itopsPlugin from '@sankofa/plugin-itops-backend';
import { Knex } from 'knex';

/** What Express keeps of a router. */
interface Layer {
  route?: { path: string; methods: Record<string, boolean> };
  handle: { stack?: Layer[] };
}

function routesIn(stack: readonly Layer[]): string[] {
  return stack.flatMap(({ route, handle }) =>
    route
      ? Object.keys(route.methods).map(
          method => `${method.toUpperCase()} ${route.path}`,
        )
      : routesIn(handle.stack ?? []),
  );
}

/**
 * Every route that the itops plugin really registers, as Express keeps them:
 * `POST /findings/:id/reopen`, without the prefix that all of them have.
 */
export async function itopsRoutes(knex: Knex): Promise<string[]> {
  const routers: Layer['handle'][] = [];
  const backend = await startTestBackend({
    features: [
      itopsPlugin,
      mockServices.database.factory({ knex }),
      mockServices.httpRouter.mock({
        use: handler => {
          routers.push(handler as Layer['handle']);
        },
      }).factory,
    ],
  });
  await backend.stop();
  return (
    routers
      .flatMap(router => routesIn(router.stack ?? []))
      // Backstage's own.
      .filter(route => !route.includes(' /.'))
  );
}
