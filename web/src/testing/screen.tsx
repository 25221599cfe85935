import { MantineProvider } from '@mantine/core';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { render } from '@testing-library/react';
import { createMemoryRouter, RouterProvider, type RouteObject } from 'react-router';
import { Notices } from '../shell/Notices';
import { routes } from '../routes';

/** The whole app at one address, without the animations. */
export function showApp(path: string, tree: RouteObject[] = routes) {
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  const router = createMemoryRouter(tree, { initialEntries: [path] });
  const shown = render(
    <MantineProvider env="test">
      <Notices />
      <QueryClientProvider client={client}>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </MantineProvider>,
  );
  return { ...shown, client, router };
}
