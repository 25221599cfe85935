import {
  ActIcon,
  ContractIcon,
  DeliveryIcon,
  DocumentsIcon,
  InvoiceIcon,
  LetterIcon,
  PowerOfAttorneyIcon,
  ProposalIcon,
  type Icon,
} from '../icons';
import { kindOf, type Kind } from '../api/types';
import css from './kindLook.module.css';

const icons: Record<Kind, Icon> = {
  proposal: ProposalIcon,
  contract: ContractIcon,
  invoice: InvoiceIcon,
  act: ActIcon,
  delivery_note: DeliveryIcon,
  letter: LetterIcon,
  power_of_attorney: PowerOfAttorneyIcon,
  other: DocumentsIcon,
};

export function KindMark({ kind, size = 22 }: { kind: string; size?: number }) {
  const known = kindOf(kind);
  const KindIcon = icons[known];
  return (
    <span className={css.mark} data-kind={known}>
      <KindIcon size={size} />
    </span>
  );
}
