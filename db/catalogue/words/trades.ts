/** What people say for the trades that a workspace's data may name, whatever it calls them: "schools" where it says "Higher Education". Data. */
import { crossed, words } from '../fields.ts'
import type { Kin } from '../types.ts'

const lot = 'lot|crowd|bunch|gang|brigade|mob|camp|boys|world|folks|guys|outfit|player|firm|house'

/** `of`: words that the value may have; `by`: what its customers are called by; `with`: words that want a noun behind them. */
const trade = (of: string, by: string, withNoun = ''): Kin => ({
  of: words(of),
  nouns: [...words(by), ...crossed([of, withNoun].filter(Boolean).join('|'), lot)].concat(
    withNoun ? words(withNoun) : [],
  ),
})

export const trades: Kin[] = [
  trade(
    'education|school|university|learning|edtech',
    'school|college|university|uni|academy|educator|campus|polytechnic|school district|schools and universities|schools and colleges|teaching institution|educational institution|place of learning|seat of learning|training provider|edtech company',
    'educational|academic|edtech|academia|teaching',
  ),
  trade(
    'healthcare|health care|medical|hospital|hospitals|clinic|care',
    'hospital|clinic|medical practice|healthcare provider|care provider|health provider|nursing home|care home|surgery|medical centre|medical center|infirmary|healthcare organisation|healthcare organization|health system|doctor',
    'medical|health care|clinical|medtech',
  ),
  trade(
    'pharmacy|pharmacies|pharma|pharmaceutical|pharmaceuticals|drugstore',
    'chemist|drugstore|drug store|dispensary|apothecary|pharma company|drug company|drugmaker',
    'pharma|pharmaceutical',
  ),
  trade(
    'finance|financial|fintech|banking|bank|banks',
    'bank|lender|financial institution|fintech|credit union|payment provider|payments company|neobank|fund|asset manager|money manager|bank and lender|financier',
    'financial|finance|banking|fintech|payments',
  ),
  trade(
    'insurance|insurer|insurtech',
    'insurer|insurance company|insurance carrier|underwriter|assurer|insurtech',
    'assurance',
  ),
  trade(
    'retail|retailer|e-commerce|ecommerce',
    'retailer|shopkeeper|store chain|department store|high-street shop|high street shop|webshop|online shop|merchant|reseller shop|high street',
    'e-commerce|ecommerce|retailing',
  ),
  trade(
    'grocery|grocer|supermarket|supermarkets',
    'supermarket|grocer|grocery store|food retailer|greengrocer|food shop|grocery chain',
    'grocery',
  ),
  trade(
    'logistics|shipping|freight|transportation',
    'haulier|carrier|freight forwarder|shipper|courier|trucking company|trucker|forwarder|delivery company|parcel service|logistics provider|shipping company|logistician',
    'freight|haulage|shipping|trucking',
  ),
  trade(
    'transport|transit|transportation|rail|mobility',
    'bus company|bus operator|train operator|railway|rail operator|tram operator|transit agency|transit authority|transport authority|metro operator|public transit',
    'transit|rail|bus and rail',
  ),
  trade(
    'manufacturing|manufacturer|industrial|heavy industry',
    'manufacturer|factory|producer|maker|plant|industrial company|manufacturing company|mill|steelmaker|steel mill|steelworks|foundry|machine builder',
    'industrial|heavy industrial',
  ),
  trade(
    'energy|power|oil|gas|utilities|utility',
    'energy company|energy supplier|power company|utility company|electricity supplier|power supplier|power plant|energy provider|energy firm|utility|power utility|oil company|gas supplier|electricity company|water company|grid operator|power station',
    'electricity|oil and gas|oil & gas',
  ),
  trade(
    'media|publishing|broadcasting|entertainment',
    'publisher|broadcaster|newspaper|magazine|tv station|news outlet|media house|media company|publishing house|radio station|film studio|press',
    'publishing|broadcasting',
  ),
  trade(
    'gaming|games|game|esports',
    'game studio|games studio|gaming company|game developer|games company|game maker|games maker|gaming studio|video game company|game publisher|games publisher',
    'video game|video games|esports|games',
  ),
  trade(
    'real estate|property|proptech|housing',
    'landlord|estate agent|realtor|property company|property manager|property developer|real-estate company|housing company|property firm|housing association',
    'property|real-estate|realty|housing',
  ),
  trade(
    'travel|tourism|airline|airlines|leisure',
    'travel agency|travel agent|tour operator|airline|travel company|holiday company|holiday provider|holiday operator|tourist company|cruise line|booking site',
    'tourism|tourist',
  ),
  trade(
    'hospitality|hotel|hotels|restaurant|restaurants|catering',
    'hotel|restaurant|hotelier|pub|caterer|café|cafe|hotel chain|restaurant chain|inn|guesthouse|bar|eatery|hotel and restaurant',
    'catering|hotel and restaurant|horeca',
  ),
  trade(
    'food|beverage|food production',
    'food producer|food company|food maker|food manufacturer|bakery|brewery|dairy|food processor|drinks maker|butcher|brewer|baker|food and drink company',
    'food and drink|food & beverage|food and beverage',
  ),
  trade(
    'construction|building|builders',
    'builder|construction company|building company|contractor|construction firm|building firm|housebuilder|homebuilder|building site|developer of buildings|civil engineer',
    'building trade|civil engineering',
  ),
  trade(
    'government|public sector|municipal|council',
    'council|municipality|town hall|city hall|local authority|public body|public authority|ministry|government body|government agency|borough|county council|city council|public administration|town council',
    'municipal|public sector|public-sector|civic',
  ),
  trade('libraries|library', 'library|public library|city library|book lender|archive', 'librarian'),
  trade(
    'chemicals|chemical|chemistry',
    'chemical company|chemicals company|chemical plant|chemical maker|chemical firm|chemicals maker|chemical producer',
    'chemical',
  ),
  trade(
    'textiles|textile|fashion|apparel|clothing',
    'textile mill|weaver|clothing company|fashion house|clothes maker|garment maker|textile company|fashion brand|cloth maker|clothing brand|spinning mill',
    'fashion|apparel|clothing|garment|textile',
  ),
  trade(
    'software|technology|tech|saas|it services',
    'software company|tech company|software house|software vendor|software firm|tech firm|saas company|software maker|it company',
    'tech|saas|software',
  ),
  trade(
    'telecom|telecommunications|telco',
    'telco|phone company|mobile operator|telecom operator|network operator|carrier network|phone provider',
    'telecoms|telecommunications',
  ),
  trade(
    'nonprofit|non-profit|charity|ngo',
    'charity|non-profit|nonprofit|ngo|foundation|charitable organisation|charitable organization',
    'charitable|non-profit',
  ),
  trade('legal|law', 'law firm|solicitor|lawyer|attorney|chambers|legal practice', 'legal'),
  trade(
    'agriculture|farming|agri',
    'farm|farmer|grower|agricultural company|agri company|rancher',
    'agricultural|farming|agri',
  ),
  trade(
    'automotive|cars|mobility',
    'car maker|carmaker|car dealer|car company|automaker|car manufacturer|garage|dealership',
    'automobile|auto',
  ),
]
