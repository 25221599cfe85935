import { Navigate, type RouteObject } from 'react-router';
import { LoginPage } from './auth/LoginPage';
import { DocumentsPage } from './documents/DocumentsPage';
import { RequireSession } from './shell/RequireSession';
import { Shell } from './shell/Shell';
import { CrashPage } from './states/CrashPage';
import { NotFoundPage } from './states/NotFoundPage';
import { TemplatesPage } from './templates/TemplatesPage';

/** The pages of the daily path come with the first load, the rest when asked for. */
export const routes: RouteObject[] = [
  {
    errorElement: <CrashPage />,
    hydrateFallbackElement: <></>,
    children: [
      { path: '/login', element: <LoginPage /> },
      { path: '/register', lazy: async () => ({ Component: (await import('./auth/RegisterPage')).RegisterPage }) },
      {
        element: <RequireSession />,
        children: [
          {
            element: <Shell />,
            children: [
              { index: true, element: <Navigate to="/templates" replace /> },
              { path: '/templates', element: <TemplatesPage /> },
              { path: '/templates/new', lazy: editor },
              { path: '/templates/upload', lazy: async () => ({ Component: (await import('./templates/UploadPage')).UploadPage }) },
              { path: '/templates/:id', lazy: async () => ({ Component: (await import('./templates/ComposePage')).ComposePage }) },
              { path: '/templates/:id/edit', lazy: editor },
              { path: '/templates/:id/bulk', lazy: async () => ({ Component: (await import('./bulk/BulkPage')).BulkPage }) },
              { path: '/documents/bulk', lazy: async () => ({ Component: (await import('./bulk/BulkRunsPage')).BulkRunsPage }) },
              { path: '/documents/bulk/:id', lazy: async () => ({ Component: (await import('./bulk/BulkRunPage')).BulkRunPage }) },
              { path: '/documents', element: <DocumentsPage /> },
              { path: '/documents/:id', lazy: async () => ({ Component: (await import('./documents/DocumentPage')).DocumentPage }) },
              { path: '/schedules', lazy: async () => ({ Component: (await import('./schedules/SchedulesPage')).SchedulesPage }) },
              { path: '/schedules/new', lazy: schedule },
              { path: '/schedules/:id', lazy: schedule },
              { path: '/settings', lazy: async () => ({ Component: (await import('./settings/SettingsPage')).SettingsPage }) },
              { path: '/settings/numbering', lazy: async () => ({ Component: (await import('./settings/NumberingPage')).NumberingPage }) },
              { path: '/settings/numbering/:id', lazy: async () => ({ Component: (await import('./settings/RegisterPage')).RegisterPage }) },
              { path: '/settings/jobs', lazy: async () => ({ Component: (await import('./jobs/JobsPage')).JobsPage }) },
              { path: '/settings/jobs/:id', lazy: async () => ({ Component: (await import('./jobs/JobPage')).JobPage }) },
              { path: '*', element: <NotFoundPage /> },
            ],
          },
        ],
      },
    ],
  },
];

async function editor() {
  return { Component: (await import('./templates/EditorPage')).EditorPage };
}

async function schedule() {
  return { Component: (await import('./schedules/SchedulePage')).SchedulePage };
}
