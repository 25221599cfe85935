import { MantineProvider } from '@mantine/core';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { createBrowserRouter } from 'react-router';
import { RouterProvider } from 'react-router/dom';
import { forgetSession } from './api/account';
import { ApiError } from './api/problem';
import { whenSessionEnds } from './api/session';
import { routes } from './routes';
import { Notices } from './shell/Notices';
import { theme } from './theme';

const queries = new QueryClient({
  defaultOptions: {
    queries: { staleTime: 15_000, retry: mayRetry },
  },
});

/** Only what may pass by itself is asked again. */
function mayRetry(failures: number, error: Error): boolean {
  if (error instanceof ApiError && error.status !== 0 && error.status < 500) return false;
  return failures < 2;
}

whenSessionEnds(() => forgetSession(queries));

const router = createBrowserRouter(routes);

export function App() {
  return (
    <MantineProvider theme={theme} defaultColorScheme="auto">
      <Notices />
      <QueryClientProvider client={queries}>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </MantineProvider>
  );
}
