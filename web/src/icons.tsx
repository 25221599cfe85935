import type { ReactNode, SVGProps } from 'react';

export type IconProps = SVGProps<SVGSVGElement> & { size?: number };
export type Icon = (props: IconProps) => ReactNode;

/** Icons are decoration: the words beside them, or the button's label, say the same. */
function icon(drawing: ReactNode): Icon {
  return ({ size = 20, ...props }) => (
    <svg
      width={size}
      height={size}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth={1.75}
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      focusable="false"
      {...props}
    >
      {drawing}
    </svg>
  );
}

const sheet = <path d="M14 3H7a2 2 0 0 0-2 2v14a2 2 0 0 0 2 2h10a2 2 0 0 0 2-2V8zM14 3v5h5" />;

export const TemplatesIcon = icon(<><rect x="3" y="4" width="18" height="6" rx="1.5" /><rect x="3" y="14" width="8" height="6" rx="1.5" /><path d="M15 14.5h6M15 19.5h6" /></>); // prettier-ignore
export const DocumentsIcon = icon(<>{sheet}<path d="M9 13h6M9 17h4" /></>); // prettier-ignore
export const ManyIcon = icon(<><rect x="8" y="3" width="12" height="15" rx="2" /><path d="M4 7v12a2 2 0 0 0 2 2h10M11.5 8h5M11.5 12h5" /></>); // prettier-ignore
export const PauseIcon = icon(<path d="M9 6v12M15 6v12" />);
export const PlayIcon = icon(<path d="M8 5.5v13l10.5-6.5z" />);
export const SettingsIcon = icon(<><path d="M4 7h10M18 7h2M4 17h2M10 17h10" /><circle cx="16" cy="7" r="2" /><circle cx="8" cy="17" r="2" /></>); // prettier-ignore
export const ProposalIcon = icon(<>{sheet}<path d="m9 15 2 2 4-4.5" /></>); // prettier-ignore
export const ContractIcon = icon(<>{sheet}<path d="M9 12h6M8.5 17c1.2-2 2-2 2.5 0s1.4 1 2 0 1.2-.6 2 0" /></>); // prettier-ignore
export const WordIcon = icon(<>{sheet}<path d="m8.5 12 1.6 5.5L12 13l1.9 4.5 1.6-5.5" /></>); // prettier-ignore
export const ExcelIcon = icon(<>{sheet}<path d="m9.25 12 5.5 5.5M14.75 12l-5.5 5.5" /></>); // prettier-ignore
export const InvoiceIcon = icon(<><path d="M5 21V5a2 2 0 0 1 2-2h10a2 2 0 0 1 2 2v16l-2.3-1.5L14.3 21 12 19.5 9.7 21l-2.4-1.5z" /><path d="M9 8h6M9 12h6" /></>); // prettier-ignore
export const ActIcon = icon(<>{sheet}<path d="M9 12h6M9 16h2M13.5 17l1.2 1.2 2.3-2.5" /></>); // prettier-ignore
export const DeliveryIcon = icon(<><path d="M3 6h11v10H3zM14 9h4l3 3.5V16h-7z" /><circle cx="7.5" cy="17.5" r="1.8" /><circle cx="17" cy="17.5" r="1.8" /></>); // prettier-ignore
export const LetterIcon = icon(<><rect x="3" y="5" width="18" height="14" rx="2" /><path d="m4 7 8 6 8-6" /></>); // prettier-ignore
export const PowerOfAttorneyIcon = icon(<><circle cx="8" cy="15" r="4" /><path d="m11 12 8-8M16 7l3 3M13.5 9.5l2 2" /></>); // prettier-ignore
export const SearchIcon = icon(<><circle cx="11" cy="11" r="6.5" /><path d="m20 20-4.3-4.3" /></>); // prettier-ignore
export const PlusIcon = icon(<path d="M12 5v14M5 12h14" />);
export const CloseIcon = icon(<path d="m6 6 12 12M18 6 6 18" />);
export const TrashIcon = icon(<path d="M4 7h16M10 11v6M14 11v6M6 7l1 12a2 2 0 0 0 2 2h6a2 2 0 0 0 2-2l1-12M9 7V4h6v3" />);
export const PencilIcon = icon(<path d="M4 20h4L19 9a2.8 2.8 0 0 0-4-4L4 16zM13.5 6.5l4 4" />);
export const DownloadIcon = icon(<path d="M12 4v11m-4.5-4.5L12 15l4.5-4.5M5 20h14" />);
export const UploadIcon = icon(<path d="M12 15V4M7.5 8.5 12 4l4.5 4.5M5 20h14" />);
export const ChevronUpIcon = icon(<path d="m6 15 6-6 6 6" />);
export const ChevronDownIcon = icon(<path d="m6 9 6 6 6-6" />);
export const RetryIcon = icon(<path d="M20 11a8 8 0 1 0-.7 4.5M20 5v6h-6" />);
export const RepeatIcon = icon(<path d="M4 11V9a3 3 0 0 1 3-3h12m-3-3 3 3-3 3M20 13v2a3 3 0 0 1-3 3H5m3 3-3-3 3-3" />);
export const AlertIcon = icon(<><circle cx="12" cy="12" r="9" /><path d="M12 8v4.5M12 16h.01" /></>); // prettier-ignore
export const CheckIcon = icon(<path d="m5 12.5 4.5 4.5L19 7.5" />);
export const EyeIcon = icon(
  <>
    <path d="M2.5 12S6 5.5 12 5.5 21.5 12 21.5 12 18 18.5 12 18.5 2.5 12 2.5 12Z" />
    <circle cx="12" cy="12" r="3" />
  </>,
);
export const ChevronRightIcon = icon(<path d="m9 6 6 6-6 6" />);
export const ChevronLeftIcon = icon(<path d="m15 6-6 6 6 6" />);
export const ChevronUpDownIcon = icon(<path d="m8 9 4-4 4 4M8 15l4 4 4-4" />);
export const SparkleIcon = icon(<path d="M12 4c.6 4.7 3.3 7.4 8 8-4.7.6-7.4 3.3-8 8-.6-4.7-3.3-7.4-8-8 4.7-.6 7.4-3.3 8-8z" />); // prettier-ignore
export const SampleIcon = icon(<><path d="m14.5 6.5 3 3M4 20 16 8M19 3v4M21 5h-4M9 4v3M10.5 5.5h-3M19 14v3M20.5 15.5h-3" /></>); // prettier-ignore
export const LogOutIcon = icon(<path d="M14 4h3a2 2 0 0 1 2 2v12a2 2 0 0 1-2 2h-3M10 8l-4 4 4 4M6 12h9" />);
export const CopyIcon = icon(<><rect x="8" y="8" width="12" height="12" rx="2" /><path d="M16 8V6a2 2 0 0 0-2-2H6a2 2 0 0 0-2 2v8a2 2 0 0 0 2 2h2" /></>); // prettier-ignore
export const StampIcon = icon(<path d="M5 20h14M6 16h12v-1a2 2 0 0 0-2-2h-2c-.8-2 1.5-3.4 1.5-6a3.5 3.5 0 0 0-7 0c0 2.6 2.3 4 1.5 6H8a2 2 0 0 0-2 2z" />); // prettier-ignore
export const SunIcon = icon(<><circle cx="12" cy="12" r="4" /><path d="M12 3v1.5M12 19.5V21M3 12h1.5M19.5 12H21M5.6 5.6l1.1 1.1M17.3 17.3l1.1 1.1M5.6 18.4l1.1-1.1M17.3 6.7l1.1-1.1" /></>); // prettier-ignore
export const MoonIcon = icon(<path d="M20 14.5A8.5 8.5 0 0 1 9.5 4a8.5 8.5 0 1 0 10.5 10.5z" />);
export const SystemIcon = icon(<><rect x="3" y="4" width="18" height="12" rx="2" /><path d="M8 20h8M12 16v4" /></>); // prettier-ignore
export const PictureIcon = icon(<><rect x="3" y="4" width="18" height="16" rx="2" /><circle cx="8.5" cy="9.5" r="1.5" /><path d="m4 18 5-5 3.5 3.5L15.5 13 20 17.5" /></>); // prettier-ignore
export const EyeOffIcon = icon(<path d="M4 4l16 16M10 5.2A9.8 9.8 0 0 1 12 5c5 0 8.5 4.5 9.5 7a13 13 0 0 1-2.3 3.5M6.5 6.8A13 13 0 0 0 2.5 12c1 2.5 4.5 7 9.5 7a9.6 9.6 0 0 0 5-1.4M10 10a3 3 0 0 0 4 4" />); // prettier-ignore
export const ClockIcon = icon(<><circle cx="12" cy="12" r="9" /><path d="M12 7v5l3.5 2" /></>); // prettier-ignore
